using System.Text.Json;

namespace OmniSage.Api.OpenAi;

/// <summary>Reads the body of <c>POST /v1/responses</c>. Pure.</summary>
internal static class ResponseReader
{
    private const string Guidance = "developer";

    /// <exception cref="RefusedException">It is not acceptable.</exception>
    public static AgentAsk Read(JsonElement body)
    {
        string? model = null;
        var input = ImmutableArray<ClientMessage>.Empty;
        var ask = new AgentAsk { Model = "", Earlier = [], Text = "" };
        foreach (var member in body.EnumerateObject())
        {
            var value = member.Value;
            if (value.ValueKind is JsonValueKind.Null) continue;
            switch (BodyReader.NameOf(member))
            {
                case "model":
                    model = BodyReader.Text(value, "model");
                    break;
                case "input":
                    input = Input(value);
                    break;
                case "instructions":
                    ask = ask with { Instructions = BodyReader.Text(value, "instructions") };
                    break;
                case "previous_response_id":
                    ask = ask with { Previous = BodyReader.Text(value, "previous_response_id") };
                    break;
                case "stream":
                    ask = ask with { IsStream = BodyReader.Flag(value, "stream") };
                    break;
                case "max_output_tokens":
                    ask = ask with { TokensMax = BodyReader.Tokens(value, "max_output_tokens") };
                    break;
                default:
                    BodyReader.Check(member, Parameters.OfResponses);
                    break;
            }
        }

        if (model is null) throw new RefusedException(OpenAiProblems.Missing("model"));
        if (input.IsEmpty) throw new RefusedException(OpenAiProblems.Missing("input"));
        var (earlier, asked) = BodyReader.Split(input, "input");
        if (!string.IsNullOrWhiteSpace(ask.Instructions))
            earlier = earlier.Insert(0, new(Guidance, ask.Instructions));
        return ask with { Model = model, Earlier = earlier, Text = asked.Text, Images = asked.Images };
    }

    private static ImmutableArray<ClientMessage> Input(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.String)
            return [new(ClientMessage.User, BodyReader.Asked(BodyReader.Text(value, "input"), "input"))];
        if (value.ValueKind is not JsonValueKind.Array)
            throw new RefusedException(OpenAiProblems.WrongType("input", "a string or an array"));
        var count = value.GetArrayLength();
        if (count > BodyReader.MessagesMax)
            throw new RefusedException(OpenAiProblems.TooMany("input", BodyReader.MessagesMax));
        return [.. value.EnumerateArray().Select((item, at) => Item(item, $"input[{at}]", at == count - 1))];
    }

    private static ClientMessage Item(JsonElement item, string path, bool isLast)
    {
        if (item.ValueKind is not JsonValueKind.Object)
            throw new RefusedException(OpenAiProblems.WrongType(path, "an object"));
        if (item.TryGetProperty("type", out var type) && BodyReader.Text(type, $"{path}.type") is not "message")
        {
            throw new RefusedException(OpenAiProblems.Unsupported(
                path, "an agent takes messages; previous_response_id continues a conversation."));
        }

        var role = BodyReader.Text(BodyReader.Member(item, "role", path), $"{path}.role");
        if (role is not (ClientMessage.User or ClientMessage.Assistant or "system" or Guidance))
        {
            throw new RefusedException(OpenAiProblems.WrongValue(
                $"{path}.role", "it is one of assistant, developer, system, user."));
        }

        var content = BodyReader.Member(item, "content", path);
        return ContentReader.Read(role, content, $"{path}.content", isLast);
    }
}
