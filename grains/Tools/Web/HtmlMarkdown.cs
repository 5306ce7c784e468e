using AngleSharp.Dom;

namespace OmniSage.Grains.Tools.Web;

/// <summary>
/// Turns a page into Markdown that a model can read: headings, lists, tables, code and links are kept, and what a
/// browser would not show is dropped. Nothing is fetched or executed. Depth and length are bounded. Pure.
/// </summary>
internal static class HtmlMarkdown
{
    /// <summary>Elements within elements; what lies deeper is left out, and said so.</summary>
    public const int DepthMax = 200;

    /// <param name="html">The page's text.</param>
    /// <param name="address">Where it came from; links are made whole with it.</param>
    /// <param name="charsMax">What the Markdown may have at the most.</param>
    public static ReadablePage Of(string html, Uri address, int charsMax)
    {
        var (bounded, cut) = HtmlBounds.Apply(html);
        var (document, isCut) = HtmlTree.Parse(bounded);
        using var parsed = document;
        var text = new MarkdownText(charsMax);
        var walk = new HtmlWalk(text, BaseOf(document, address));
        walk.Children(document.Body ?? document.DocumentElement, depth: 0);
        var title = MarkdownText.OneLine(document.Title ?? "");
        return new(title, text.ToString(), cut || isCut || text.IsFull || walk.HasLeftOut);
    }

    private static Uri BaseOf(IDocument document, Uri address)
    {
        var given = document.QuerySelector("base[href]")?.GetAttribute("href");
        return given is not null && Uri.TryCreate(address, given, out var made) ? made : address;
    }
}
