using System.Text;
using System.Text.RegularExpressions;
using OmniSage.Egress;

namespace OmniSage.Grains.Tools.Web;

/// <summary>Tells what an answer holds by its media type, and decodes its text. Pure.</summary>
internal static partial class PageText
{
    /// <summary>Bytes in which a page may name its character set (HTML Standard: 1,024).</summary>
    private const int PrescanBytes = 1_024;

    public static PageKind KindOf(EgressResult answer) => KindOf(answer.ContentType, answer.Body.Span);

    /// <param name="type">The media type; without one the body tells.</param>
    /// <param name="body">The body.</param>
    public static PageKind KindOf(string type, ReadOnlySpan<byte> body)
    {
        if (type is "text/html" or "application/xhtml+xml") return PageKind.Html;
        if (type == "application/pdf") return PageKind.Pdf;
        if (type.StartsWith("text/", StringComparison.Ordinal)
            || type.EndsWith("+json", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal)
            || type is "application/json" or "application/xml" or "application/yaml" or "application/javascript"
                or "application/x-ndjson" or "application/toml")
        {
            return PageKind.Text;
        }

        if (type.Length > 0) return PageKind.Other;
        var start = body[..Math.Min(body.Length, PrescanBytes)];
        if (start.Contains((byte)0)) return PageKind.Other;
        return Encoding.Latin1.GetString(start).Contains("<html", StringComparison.OrdinalIgnoreCase)
            ? PageKind.Html
            : PageKind.Text;
    }

    public static string Decode(EgressResult answer) => Decode(answer.Body.Span, answer.Charset, answer.Truncated);

    /// <summary>The body as text: in the character set that it or the server names, else in UTF-8.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string charset, bool truncated)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return Encoding.UTF8.GetString(bytes[3..]);
        var encoding = Find(charset) ?? Find(Named(bytes)) ?? Encoding.UTF8;
        if (truncated && encoding is UTF8Encoding) bytes = bytes[..^ResultText.TornAtEnd(bytes)];
        return encoding.GetString(bytes);
    }

    private static string Named(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, PrescanBytes)]);
        return MetaCharset().Match(start).Groups["name"].Value;
    }

    private static Encoding? Find(string charset)
    {
        if (charset.Length is 0 or > 40) return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<meta[^>]{1,200}charset\s*=\s*["']?(?<name>[\w-]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex MetaCharset();
}
