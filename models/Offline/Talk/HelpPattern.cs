using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Talk;

/// <summary>Says what this model is and what it understands.</summary>
internal static class HelpPattern
{
    public static readonly Pattern Pattern = new("help", "help", [], Read);

    private static readonly string[] Questions =
    [
        "help", "help me", "what can you do", "what do you do", "what can i do", "what can i say", "what can i ask",
        "how do you work", "how does this work", "who are you", "what are you", "are you an ai", "are you a bot",
        "are you a language model", "are you a real model", "which model are you", "what model are you",
    ];

    private static TalkRequest? Read(string line)
    {
        var asked = Phrase.WithoutThanks(Phrase.WithoutCourtesy(line).Remainder);
        return Questions.Contains(asked, StringComparer.OrdinalIgnoreCase) ? new(Introduction.Whole()) : null;
    }
}
