using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Talk;

/// <summary>Answers a greeting, thanks or a goodbye.</summary>
internal static class GreetingPattern
{
    public static readonly Pattern Pattern = new("greeting", "hello", [], Read);

    private static readonly string[] Greetings =
    [
        "hello", "hello there", "hi", "hi there", "hey", "hey there", "good morning", "good afternoon",
        "good evening", "good day", "how are you", "greetings",
    ];

    private static readonly string[] Thanks =
        ["thanks", "thank you", "thanks a lot", "many thanks", "thank you very much", "great", "cool", "ok", "okay"];

    private static readonly string[] Goodbyes = ["bye", "goodbye", "good bye", "see you", "good night"];

    private static TalkRequest? Read(string line)
    {
        var said = line.AsSpan().Trim(" \t.,!?").ToString();
        if (Is(Greetings, said))
            return new(Introduction.Hello(), IsSmallTalk: true);
        if (Is(Thanks, said))
            return new("You are welcome.", IsSmallTalk: true);
        return Is(Goodbyes, said) ? new("Goodbye.", IsSmallTalk: true) : null;
    }

    private static bool Is(string[] phrases, string said) => phrases.Contains(said, StringComparer.OrdinalIgnoreCase);
}
