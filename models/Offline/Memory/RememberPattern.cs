using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Memory;

/// <summary>"remember that …": keeps a fact, for the person who says it unless it says for whom.</summary>
internal static class RememberPattern
{
    private static readonly (string Words, string Scope)[] Scopes =
    [
        ("for everyone", "workspace"), ("for all of us", "workspace"), ("for the team", "workspace"),
        ("for this conversation", "thread"), ("for this thread", "thread"), ("here", "thread"), ("for me", "user"),
    ];

    public static readonly Pattern Pattern = new(
        "remember", "remember that our fiscal year starts in May", ["remember", "remind", "note"], Read);

    private static MemoryRequest? Read(string line)
    {
        var said = Phrase.WithoutCourtesy(line).Remainder;
        if (Phrase.After(said, "remember", "keep in mind", "note down", "don't forget") is not { } rest) return null;
        var scope = "user";
        foreach (var (words, named) in Scopes)
        {
            if (Phrase.After(rest.TrimStart(), words) is not { } behind) continue;
            (rest, scope) = (behind, named);
            break;
        }

        var fact = rest.TrimStart(" \t,:".ToCharArray());
        fact = (Phrase.After(fact, "that") ?? fact).Trim();
        fact = fact.EndsWith("please", StringComparison.OrdinalIgnoreCase) ? Phrase.WithoutThanks(fact) : fact;
        return fact.Length == 0 || fact.EndsWith('?')
            ? null
            : new(ToolCall.Of(ToolNames.Remember, ("text", fact), ("scope", scope)));
    }
}
