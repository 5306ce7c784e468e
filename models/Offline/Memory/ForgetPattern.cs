using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Memory;

/// <summary>"forget …": erases the one fact that fits, or the one of that id.</summary>
internal static class ForgetPattern
{
    private const int IdDigits = 32;

    public static readonly Pattern Pattern = new(
        "forget", "forget that our fiscal year starts in May", ["forget", "erase"], Read);

    private static MemoryRequest? Read(string line)
    {
        var said = Phrase.WithoutCourtesy(line).Remainder;
        if (Phrase.After(said, "forget") is not { } rest) return null;
        var what = rest.TrimStart(" \t,:".ToCharArray());
        what = Phrase.WithoutThanks(Phrase.After(what, "that", "about", "what you know about") ?? what).Trim();
        if (what.Length is 0 or > OfflineLimits.QuoteCharsMax || IsOnlyPointing(what)) return null;
        var name = what.Length == IdDigits && what.All(char.IsAsciiHexDigitLower) ? "fact" : "query";
        return new(ToolCall.Of(ToolNames.Forget, (name, what)));
    }

    /// <summary>"forget it": nobody can tell what is meant.</summary>
    private static bool IsOnlyPointing(string what) =>
        what.ToLowerInvariant() is "it" or "this" or "everything" or "all";
}
