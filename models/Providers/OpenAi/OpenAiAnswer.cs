using System.Text.Json;

namespace OmniSage.Models.Providers.OpenAi;

/// <summary>
/// Reads an answer of OpenAI's chat completions as its events come. What providers add of their own, such as
/// reasoning, is passed over.
/// </summary>
internal sealed class OpenAiAnswer(LinkSettings link) : IWireAnswer
{
    private readonly WireCalls calls = new();
    private ChatFinishReason? finish;
    private string? model;

    public bool IsOver { get; private set; }

    public ChatResponseUpdate? Take(ProviderEvent one)
    {
        if (one.IsEnd)
        {
            IsOver = true;
            return null;
        }

        model ??= one.Data.Text("model");
        var update = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = model };
        foreach (var choice in one.Data.Items("choices").Take(1)) Take(choice, update);
        if (one.Data.Member("usage") is { } usage) update.Contents.Add(UsageOf(usage));
        if (one.IsWhole) IsOver = true;
        return update.Contents.Count > 0 ? update : null;
    }

    public ChatResponseUpdate End()
    {
        if (finish is null && !IsOver)
            throw BrokeOff();
        var wanted = calls.Take().ToList<AIContent>();
        return new(ChatRole.Assistant, wanted)
        {
            ModelId = model,
            FinishReason = wanted.Count > 0 ? ChatFinishReason.ToolCalls : finish ?? ChatFinishReason.Stop,
        };
    }

    private void Take(JsonElement choice, ChatResponseUpdate update)
    {
        if (choice.Text("finish_reason") is { Length: > 0 } reason)
        {
            if (reason is "error") throw BrokeOff();
            finish = reason is "length" ? ChatFinishReason.Length
                : reason is "content_filter" ? ChatFinishReason.ContentFilter
                : ChatFinishReason.Stop;
        }

        if ((choice.Member("delta") ?? choice.Member("message")) is not { } said) return;
        if (TextOf(said) is { Length: > 0 } text) update.Contents.Add(new TextContent(text));
        foreach (var call in said.Items("tool_calls"))
        {
            var function = call.Member("function") ?? default;
            calls.Add(call.Number("index"), call.Text("id"), function.Text("name"), ArgumentsOf(function));
        }
    }

    private ModelFaultException BrokeOff() => new(ModelErrors.BrokeOff, $"{link.Name} broke its answer off.");

    /// <summary>Text, or parts of which some are text; a refusal is what the model says too.</summary>
    private static string TextOf(JsonElement said) => said.Member("content") switch
    {
        { ValueKind: JsonValueKind.Array } => string.Concat(said.Items("content").Select(part => part.Text("text"))),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        _ => said.Text("refusal") ?? "",
    };

    /// <summary>Some providers send the object itself instead of its text.</summary>
    private static string? ArgumentsOf(JsonElement function) => function.Member("arguments") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
        null => null,
    };

    private static UsageContent UsageOf(JsonElement usage) => new(new()
    {
        InputTokenCount = usage.Number("prompt_tokens"),
        OutputTokenCount = usage.Number("completion_tokens"),
        TotalTokenCount = usage.Number("total_tokens"),
        CachedInputTokenCount = usage.Member("prompt_tokens_details")?.Number("cached_tokens"),
    });
}
