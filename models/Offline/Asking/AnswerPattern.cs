using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Asking;

/// <summary>Answers a task that asks: <c>answer: blue</c>, <c>answer 2: blue</c>.</summary>
internal static class AnswerPattern
{
    public static readonly Pattern Pattern = new("answer", "answer: blue", ["answer", "reply"], Read);

    private static AnswerRequest? Read(string line)
    {
        if (Phrase.After(line, "answer")?.TrimStart() is not { } rest) return null;
        var colon = rest.IndexOf(':');
        if (colon < 0) return null;
        var number = rest[..colon].Trim().TrimStart('#');
        var text = rest[(colon + 1)..].Trim();
        return text.Length > 0 && number.All(char.IsAsciiDigit)
            ? new(number.Length == 0 ? null : number, text)
            : null;
    }
}
