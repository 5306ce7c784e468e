using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Memory;

/// <summary>"what do you know about …": quotes what is remembered, with who said it, when and where.</summary>
internal static class RecallPattern
{
    public static readonly Pattern Pattern = new(
        "recall", "what do you know about the fiscal year?", ["know", "memory", "recall"], Read);

    private static MemoryRequest? Read(string line)
    {
        var said = Phrase.WithoutCourtesy(line).Remainder;
        var about = Phrase.After(
            said, "what do you know about", "what do you remember about", "what do you remember of",
            "what did i tell you about", "do you remember", "do you know anything about");
        var query = about is null ? "" : Phrase.WithoutThanks(about.TrimStart(" \t,:".ToCharArray()));
        return query.Length is 0 or > OfflineLimits.QuoteCharsMax
            ? null
            : new(ToolCall.Of(ToolNames.Recall, ("query", query)));
    }
}
