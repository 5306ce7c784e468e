using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using OmniSage.Api.Bodies;

namespace OmniSage.Api.OpenAi;

/// <summary>What both kinds of request have in common: members, texts, and messages in parts.</summary>
internal static class BodyReader
{
    /// <summary>Messages of one request.</summary>
    public const int MessagesMax = 2_048;

    /// <summary>Bytes of a request, as sent: clients send a conversation's pictures each time.</summary>
    public const int BytesMax = 24 * 1024 * 1024;

    /// <exception cref="RefusedException">It is no JSON object, or too large.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request)
    {
        var (body, problem) = await JsonBody.ReadAsync(request, ApiJson.Default.JsonDocument, BytesMax);
        if (problem is not null) throw new RefusedException(problem);
        if (body!.RootElement.ValueKind is JsonValueKind.Object) return body;
        body.Dispose();
        throw new RefusedException(OpenAiProblems.WrongType("$", "an object"));
    }

    /// <summary>Checks a parameter that changes nothing; one that is not known at all is refused.</summary>
    public static void Check(JsonProperty member, FrozenDictionary<string, ParameterCheck> checks)
    {
        var name = NameOf(member);
        if (!checks.TryGetValue(name, out var check)) throw new RefusedException(OpenAiProblems.Unknown(name));
        try
        {
            if (check(name, member.Value) is { } problem) throw new RefusedException(problem);
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(OpenAiProblems.WrongValue(name, "it holds half a character."));
        }
    }

    public static string Text(JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.String)
            throw new RefusedException(OpenAiProblems.WrongType(path, "a string"));
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(OpenAiProblems.WrongValue(path, "it holds half a character."));
        }
    }

    public static bool Flag(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new RefusedException(OpenAiProblems.WrongType(path, "a boolean")),
    };

    public static long Tokens(JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetInt64(out var tokens))
            throw new RefusedException(OpenAiProblems.WrongType(path, "an integer"));
        return tokens > 0
            ? tokens
            : throw new RefusedException(OpenAiProblems.WrongValue(path, "it is at least 1."));
    }

    public static JsonElement Member(JsonElement element, string name, string path)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            throw new RefusedException(OpenAiProblems.WrongType(path, "an object"));
        return element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value
            : throw new RefusedException(OpenAiProblems.Missing($"{path}.{name}"));
    }

    /// <summary>The last message is what is asked now, so it has to be a user's, and has to say something.</summary>
    public static (ImmutableArray<ClientMessage> Earlier, ClientMessage Asked) Split(
        ImmutableArray<ClientMessage> messages, string path)
    {
        var last = messages[^1];
        var here = $"{path}[{messages.Length - 1}]";
        if (last.Role != ClientMessage.User)
        {
            throw new RefusedException(OpenAiProblems.WrongValue(
                $"{here}.role", "the last message is what the agent is to answer, and is a user's."));
        }

        return (messages[..^1], last with { Text = Asked(last.Text, $"{here}.content") });
    }

    public static string Asked(string text, string path)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new RefusedException(OpenAiProblems.WrongValue(path, "it is empty."));
        return Encoding.UTF8.GetByteCount(text) <= EarlierTalk.TextBytesMax
            ? text
            : throw new RefusedException(OpenAiProblems.TooLong(path, EarlierTalk.TextBytesMax));
    }

    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(OpenAiProblems.WrongValue("$", "a name holds half a character."));
        }
    }
}
