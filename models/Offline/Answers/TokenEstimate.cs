using System.Text;
using System.Text.Json;

namespace OmniSage.Models.Offline.Answers;

/// <summary>Counts tokens as a bound would: one for every four bytes of UTF-8, rounded up.</summary>
internal static class TokenEstimate
{
    private const int BytesPerToken = 4;

    public static UsageDetails Usage(IReadOnlyList<ChatMessage> messages, ChatOptions? options, IList<AIContent> answer)
    {
        var input = Tokens(Bytes(messages) + Bytes(options));
        var output = Tokens(Bytes(answer));
        return new() { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output };
    }

    private static long Tokens(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;

    private static long Bytes(IReadOnlyList<ChatMessage> messages) => messages.Sum(message => Bytes(message.Contents));

    private static long Bytes(ChatOptions? options)
    {
        var declarations = (options?.Tools ?? []).OfType<AIFunctionDeclaration>();
        return Bytes(options?.Instructions) + declarations.Sum(
            tool => Bytes(tool.Name) + Bytes(tool.Description) + Bytes((object?)tool.JsonSchema));
    }

    private static long Bytes(IList<AIContent> contents) => contents.Sum(content => content switch
    {
        TextContent text => Bytes(text.Text),
        FunctionCallContent call => Bytes(call.Name) + Bytes(call.Arguments),
        FunctionResultContent result => Bytes(result.Result),
        _ => 0,
    });

    private static long Bytes(IDictionary<string, object?>? arguments) =>
        arguments?.Sum(pair => Bytes(pair.Key) + Bytes(pair.Value)) ?? 0;

    private static long Bytes(object? value) => value switch
    {
        null => 0,
        string text => Bytes(text),
        JsonElement { ValueKind: JsonValueKind.Undefined } => 0,
        JsonElement json => Bytes(json.GetRawText()),
        IEnumerable<string> texts => texts.Sum(text => Bytes(text)),
        _ => Bytes(value.ToString()),
    };

    private static long Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
