using System.Text;
using System.Text.RegularExpressions;

namespace OmniSage.Models.Providers;

/// <summary>Makes what a provider says of an error fit to be shown and stored. Pure.</summary>
internal static partial class ErrorText
{
    private const int CharsMax = 200;

    /// <summary>One short line without control characters, and without the key or what looks like one.</summary>
    public static string Clean(string text, string? key)
    {
        if (key is { Length: > 0 }) text = text.Replace(key, "***", StringComparison.Ordinal);
        var line = new StringBuilder();
        foreach (var letter in SecretLike().Replace(text, "***"))
        {
            var isGap = char.IsControl(letter) || char.IsWhiteSpace(letter)
                || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format;
            if (!isGap) line.Append(letter);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            if (line.Length > CharsMax) break;
        }

        if (line.Length <= CharsMax) return line.ToString().Trim();
        var end = char.IsHighSurrogate(line[CharsMax - 2]) ? CharsMax - 2 : CharsMax - 1;
        return line.ToString(0, end).Trim() + "…";
    }

    /// <summary>Keys as providers make them, which some quote in their errors, and credentials of HTTP.</summary>
    [GeneratedRegex(
        @"\b(sk|pk|key|rk|gsk|xai|hf)[-_][\w*.-]{6,}|\bBearer\s+\S+|\bAIza[\w-]{10,}", RegexOptions.IgnoreCase)]
    private static partial Regex SecretLike();
}
