using System.Text.Json;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>
/// How a model is told the summary of what was said earlier: as JSON under a line that says what it is, so that no text
/// in it can end its own quotation. Pure.
/// </summary>
internal static class SummaryText
{
    /// <summary>The first line of the message that holds the summary.</summary>
    public const string Mark = "[summary of the earlier conversation]";

    /// <summary>What a summary may have; a longer one is cut, and says so.</summary>
    public const int CharsMax = 4_000;

    private const string CutMark = "\n[… cut]";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(TalkSummary summary) => Mark + "\n" + JsonSerializer.Serialize(
        new
        {
            Messages = summary.Messages,
            MadeBy = summary.By.ToString().ToLowerInvariant(),
            summary.Text,
        },
        Json);

    public static string Cut(string text)
    {
        if (text.Length <= CharsMax) return text;
        var length = CharsMax - CutMark.Length;
        // A surrogate pair is not torn apart.
        if (char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length] + CutMark;
    }
}
