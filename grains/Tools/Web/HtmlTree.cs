using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace OmniSage.Grains.Tools.Web;

/// <summary>
/// Parses a page within a bound on the parser's work. Its work grows with the square of a page's depth, and tags that
/// are never closed are copied into every paragraph that follows, so a small page can cost minutes and gigabytes. Each
/// new element therefore costs as much as stands above and below the one before it; where that is used up, the page is
/// cut. Pure.
/// </summary>
internal sealed class HtmlTree
{
    /// <summary>Elements above all elements together; a large page of an encyclopedia has some 400,000.</summary>
    public const int WorkMax = 1_000_000;

    private int work = WorkMax;
    private IElement? last;

    /// <returns>The page, or its beginning, and whether that is not all.</returns>
    public static (IHtmlDocument Document, bool IsCut) Parse(string html)
    {
        try
        {
            var tree = new HtmlTree();
            return (new HtmlParser(new() { OnCreated = tree.Spend }).ParseDocument(html), false);
        }
        catch (SpentException spent)
        {
            return (new HtmlParser().ParseDocument(html[..Math.Clamp(spent.Index, 0, html.Length)]), true);
        }
    }

    private void Spend(IElement made, TextPosition at)
    {
        var above = 0;
        for (INode? node = last; node is not null; node = node.Parent) above++;
        work -= above;
        for (INode? node = last?.LastChild; node is not null; node = node.LastChild) work--;
        last = made;
        if (work < 0 || above > HtmlMarkdown.DepthMax) throw new SpentException(at.Index - 1);
    }

    /// <summary>The parser has no other way to be stopped.</summary>
    private sealed class SpentException(int index) : Exception("The page takes too much work.")
    {
        public int Index { get; } = index;
    }
}
