using System.Collections.Frozen;
using System.Text.Json;

namespace OmniSage.Api.OpenAi;

/// <summary>Reads the body of <c>POST /v1/chat/completions</c>. Pure.</summary>
internal static class ChatReader
{
    private static readonly FrozenSet<string> Roles =
        ["system", "developer", ClientMessage.User, ClientMessage.Assistant, "tool", "function"];

    /// <exception cref="RefusedException">It is not acceptable.</exception>
    public static AgentAsk Read(JsonElement body)
    {
        string? model = null;
        var messages = ImmutableArray<ClientMessage>.Empty;
        var ask = new AgentAsk { Model = "", Earlier = [], Text = "" };
        foreach (var member in body.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Null) continue;
            switch (BodyReader.NameOf(member))
            {
                case "model":
                    model = BodyReader.Text(member.Value, "model");
                    break;
                case "messages":
                    messages = Messages(member.Value);
                    break;
                case "stream":
                    ask = ask with { IsStream = BodyReader.Flag(member.Value, "stream") };
                    break;
                case "stream_options":
                    ask = ask with { HasUsage = HasUsage(member.Value) };
                    break;
                case "max_tokens" or "max_completion_tokens":
                    var tokens = BodyReader.Tokens(member.Value, member.Name);
                    ask = ask with { TokensMax = Math.Min(tokens, ask.TokensMax ?? tokens) };
                    break;
                default:
                    BodyReader.Check(member, Parameters.OfChat);
                    break;
            }
        }

        if (model is null) throw new RefusedException(OpenAiProblems.Missing("model"));
        if (messages.IsEmpty) throw new RefusedException(OpenAiProblems.Missing("messages"));
        var (earlier, asked) = BodyReader.Split(messages, "messages");
        return ask with { Model = model, Earlier = earlier, Text = asked.Text, Images = asked.Images };
    }

    private static bool HasUsage(JsonElement options)
    {
        if (options.ValueKind is not JsonValueKind.Object)
            throw new RefusedException(OpenAiProblems.WrongType("stream_options", "an object"));
        return options.TryGetProperty("include_usage", out var usage) && usage.ValueKind is not JsonValueKind.Null
            && BodyReader.Flag(usage, "stream_options.include_usage");
    }

    private static ImmutableArray<ClientMessage> Messages(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Array)
            throw new RefusedException(OpenAiProblems.WrongType("messages", "an array"));
        var count = value.GetArrayLength();
        if (count > BodyReader.MessagesMax)
            throw new RefusedException(OpenAiProblems.TooMany("messages", BodyReader.MessagesMax));
        return
        [
            .. value.EnumerateArray().Select((message, at) => Message(message, $"messages[{at}]", at == count - 1)),
        ];
    }

    private static ClientMessage Message(JsonElement message, string path, bool isLast)
    {
        var role = BodyReader.Text(BodyReader.Member(message, "role", path), $"{path}.role");
        if (!Roles.Contains(role))
        {
            throw new RefusedException(OpenAiProblems.WrongValue(
                $"{path}.role", $"it is one of {string.Join(", ", Roles.Order(StringComparer.Ordinal))}."));
        }

        var calls = message.TryGetProperty("tool_calls", out var made) && made.ValueKind is JsonValueKind.Array
            ? made.GetRawText()
            : null;
        var hasContent = message.TryGetProperty("content", out var content)
            && content.ValueKind is not JsonValueKind.Null;
        if (!hasContent && role != ClientMessage.Assistant)
            throw new RefusedException(OpenAiProblems.Missing($"{path}.content"));
        var said = hasContent ? ContentReader.Read(role, content, $"{path}.content", isLast) : new(role, "");
        return calls is null ? said : said with { Text = $"{said.Text}\n{calls}".TrimStart() };
    }
}
