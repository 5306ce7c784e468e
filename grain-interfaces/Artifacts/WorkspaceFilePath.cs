using System.Text;
using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Artifacts;

/// <summary>
/// What a workspace's file may be called: relative, with <c>/</c> between folders, no empty, <c>.</c> or <c>..</c>
/// part, no backslash, no character that cannot be seen, no space at a part's ends. Accents and Korean syllables are
/// written whole, as in Unicode's form C, so that a name has one spelling.
/// </summary>
public static class WorkspaceFilePath
{
    public const int CharsMax = 512;

    /// <summary>Why the path cannot be used, as one sentence; null when it can.</summary>
    public static string? WhyRefused(string path) => path switch
    {
        "" => "The path is empty.",
        { Length: > CharsMax } => $"The path has more than {CharsMax} characters.",
        // Half a surrogate pair reads as this, too.
        _ when path.EnumerateRunes().Contains(Rune.ReplacementChar) => "The path is no text.",
        _ when path.Any(IsPiece) => "The path has an accent apart from its letter; write it in Unicode's form C.",
        _ when path.EnumerateRunes().Any(Invisible.Is) => "The path has a character that cannot be seen.",
        _ when path.Contains('\\') => "Folders are separated by /.",
        _ when path.Split('/').Any(part => part is "" or "." or "..") =>
            "The path is relative, and no part of it is empty or consists of one or two dots.",
        _ when path.Split('/').Any(part => part.StartsWith(' ') || part.EndsWith(' ')) =>
            "A part of the path begins or ends with a space, which nobody sees.",
        _ => null,
    };

    /// <summary>
    /// Accents that follow their letter and parts of Korean syllables: what form C joins. The program has no tables of
    /// Unicode's forms (it runs without ICU), so <c>IsNormalized</c> would let all pass.
    /// </summary>
    private static bool IsPiece(char one) => one is (>= '\u0300' and <= '\u036F') or (>= '\u1100' and <= '\u11FF');
}
