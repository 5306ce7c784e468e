using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Running;

/// <summary>Runs a Python program: <c>python: CODE</c>, or a fenced block of it.</summary>
internal static class PythonPattern
{
    public const string Word = "python";

    public static readonly Pattern Pattern = new(
        "python", "python: print(2**100)", ["python", "program", "script", "code", "pandas"], Read);

    private static readonly string[] Languages = [Word, "python3", "py"];

    public static bool IsPython(string language) => Languages.Contains(language, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the line announces the program below it.</summary>
    public static bool IsHeading(string line) =>
        Phrase.AfterColon(Phrase.WithoutCourtesy(line).Remainder, Word) is "";

    private static PythonRequest? Read(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        if (Phrase.AfterColon(rest, Word) is not { } code)
            return null;
        var (program, clauses) = Clauses.Split(code);
        return program.Length == 0 ? null : new(program, clauses);
    }
}
