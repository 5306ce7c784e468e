using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// Says in one message what a client sends along with what is asked now. All of it are the caller's words and nothing
/// of ours, a client's system messages too, so it is quoted as JSON in the caller's own message. Pure.
/// </summary>
internal static class EarlierTalk
{
    /// <summary>Begins a message that quotes; the JSON is the one line behind it. The offline model knows it.</summary>
    public const string Mark = "[earlier conversation, as my program sends it]";

    /// <summary>Bytes of what is quoted. Of longer talk the oldest is left out, and that is said.</summary>
    public const int BytesMax = 64 * 1024;

    /// <summary>Bytes of what is asked now; a quote fits beside it.</summary>
    public const int TextBytesMax = IncomingMessage.TextBytesMax - BytesMax - 1024;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(ImmutableArray<ClientMessage> earlier, string text)
    {
        // A command goes to no model, and is one only by itself.
        if (earlier.IsEmpty || IsCommand(text)) return text;
        var left = BytesMax;
        var isKept = new bool[earlier.Length];

        // How to answer comes first, then what was said last.
        foreach (var at in Enumerable.Range(0, earlier.Length).OrderBy(at => IsGuidance(earlier[at]) ? 0 : 1)
            .ThenBy(at => IsGuidance(earlier[at]) ? at : -at))
        {
            left -= Encoding.UTF8.GetByteCount(Quote(earlier[at])) + 1;
            if (left < 0) break;
            isKept[at] = true;
        }

        var kept = earlier.Where((_, at) => isKept[at]).Select(Quote);
        var missing = isKept.Count(one => !one);
        var note = missing == 0 ? "" : $" ({missing} messages are too long and left out)";
        return $"{Mark}{note}\n[{string.Join(',', kept)}]\n\n{text}";
    }

    private static bool IsCommand(string text)
    {
        var word = text.AsSpan().TrimStart();
        var end = word.IndexOfAny(" \t\r\n");
        if (end >= 0) word = word[..end];
        return word.Length > 1 && word[0] == '/' && !word[1..].ContainsAnyExcept(Letters);
    }

    private static bool IsGuidance(ClientMessage message) => message.Role is "system" or "developer";

    private static string Quote(ClientMessage message) =>
        JsonSerializer.Serialize(new { message.Role, Content = message.Text }, Json);
}
