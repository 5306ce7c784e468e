using System.Text.Json;

namespace OmniSage.Models.Providers.Anthropic;

/// <summary>Reads an answer of Anthropic's messages as its events come; thinking is passed over.</summary>
internal sealed class AnthropicAnswer(LinkSettings link) : IWireAnswer
{
    private readonly WireCalls calls = new();
    private string? model;
    private string? stop;
    private long input;
    private long output;
    private long? cached;

    public bool IsOver { get; private set; }

    public ChatResponseUpdate? Take(ProviderEvent one)
    {
        if (one.IsEnd) return null;
        var data = one.Data;
        switch (data.Text("type"))
        {
            case "message_start" when data.Member("message") is { } message:
                model = message.Text("model");
                Count(message);
                return null;
            case "content_block_start" when data.Member("content_block") is { } block:
                return Begin(data.Number("index"), block);
            case "content_block_delta" when data.Member("delta") is { } delta:
                return Go(data.Number("index"), delta);
            case "message_delta":
                stop = data.Member("delta")?.Text("stop_reason") ?? stop;
                Count(data);
                return null;
            case "message_stop":
                IsOver = true;
                return null;
            case "message" when one.IsWhole:
                return Whole(data);
            default:
                return null;
        }
    }

    public ChatResponseUpdate End()
    {
        if (!IsOver) throw new ModelFaultException(ModelErrors.BrokeOff, $"{link.Name} broke its answer off.");
        var rest = calls.Take().ToList<AIContent>();
        rest.Add(new UsageContent(new()
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = input + output,
            CachedInputTokenCount = cached,
        }));
        return new(ChatRole.Assistant, rest)
        {
            ModelId = model,
            FinishReason = rest.Count > 1 ? ChatFinishReason.ToolCalls
                : stop is "max_tokens" ? ChatFinishReason.Length
                : stop is "refusal" ? ChatFinishReason.ContentFilter
                : ChatFinishReason.Stop,
        };
    }

    private ChatResponseUpdate? Begin(long? place, JsonElement block)
    {
        if (block.Text("type") is not "tool_use") return Said(block.Text("text"));
        calls.Add(place, block.Text("id"), block.Text("name"), InputOf(block));
        return null;
    }

    private ChatResponseUpdate? Go(long? place, JsonElement delta)
    {
        if (delta.Text("type") is not "input_json_delta") return Said(delta.Text("text"));
        calls.Add(place, null, null, delta.Text("partial_json"));
        return null;
    }

    private ChatResponseUpdate? Whole(JsonElement message)
    {
        (model, stop, IsOver) = (message.Text("model"), message.Text("stop_reason"), true);
        Count(message);
        var blocks = message.Items("content").ToList();
        foreach (var (place, block) in blocks.Index().Where(one => one.Item.Text("type") is "tool_use"))
            calls.Add(place, block.Text("id"), block.Text("name"), InputOf(block));
        return Said(string.Concat(blocks.Select(block => block.Text("text"))));
    }

    private ChatResponseUpdate? Said(string? text) =>
        string.IsNullOrEmpty(text) ? null : new(ChatRole.Assistant, text) { ModelId = model };

    /// <summary>A stream's call begins with an empty input, whose pieces follow.</summary>
    private static string? InputOf(JsonElement block) =>
        block.Member("input") is { ValueKind: JsonValueKind.Object } input && input.EnumerateObject().Any()
            ? input.GetRawText()
            : null;

    /// <summary>The last count holds; what was read from a cache was sent all the same.</summary>
    private void Count(JsonElement holder)
    {
        if (holder.Member("usage") is not { } usage) return;
        if (usage.Number("input_tokens") is { } sent)
        {
            cached = usage.Number("cache_read_input_tokens");
            input = sent + (cached ?? 0)
                + (usage.Number("cache_creation_input_tokens") ?? 0);
        }

        output = usage.Number("output_tokens") ?? output;
    }
}
