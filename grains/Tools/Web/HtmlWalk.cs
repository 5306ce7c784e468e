using System.Collections.Frozen;
using System.Globalization;
using AngleSharp.Dom;

namespace OmniSage.Grains.Tools.Web;

/// <summary>Goes through a page's tree and writes down what a reader would see.</summary>
/// <param name="text">Takes it.</param>
/// <param name="address">What links are relative to.</param>
/// <param name="isPlain">Without links, as within a link.</param>
internal sealed class HtmlWalk(MarkdownText text, Uri address, bool isPlain = false)
{
    /// <summary>Characters of one link's text, and of one cell of a table.</summary>
    public const int PieceCharsMax = 4_000;

    private const int LinkCharsMax = 2_000;

    private static readonly FrozenSet<string> Dropped = new[]
    {
        "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "input", "link", "math", "meta",
        "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Blocks = new[]
    {
        "address", "article", "aside", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "header", "main", "nav", "section", "summary",
    }.ToFrozenSet();

    private readonly HashSet<IElement> headed = [];

    /// <summary>Something was too deep or too long.</summary>
    public bool HasLeftOut { get; private set; }

    public void Children(INode? parent, int depth)
    {
        if (parent is null) return;
        if (depth > HtmlMarkdown.DepthMax)
        {
            HasLeftOut = true;
            return;
        }

        // Not from sibling to sibling: the tree looks for each among all of them.
        foreach (var child in parent.ChildNodes)
        {
            if (text.IsFull) return;
            if (child is IElement element) Element(element, depth + 1);
            else if (child is IText words) text.Words(words.Data);
        }
    }

    private void Element(IElement element, int depth)
    {
        var name = element.LocalName;
        if (Dropped.Contains(name) || IsHidden(element)) return;
        switch (name)
        {
            case ['h', >= '1' and <= '6' and var level]:
                text.Break(2);
                text.Lead(new string('#', level - '0') + " ");
                Block(element, depth, 2);
                break;
            case "p" or "ul" or "ol" or "table":
                Block(element, depth, name == "p" || element.ParentElement?.LocalName != "li" ? 2 : 1);
                break;
            case "li":
                Indented(element, depth, Bullet(element), "  ", 1);
                break;
            case "blockquote":
                text.Break(2);
                Indented(element, depth, lead: null, "> ", 2);
                break;
            case "tr":
                Row(element, depth);
                break;
            default:
                Inline(element, name, depth);
                break;
        }
    }

    private void Inline(IElement element, string name, int depth)
    {
        switch (name)
        {
            case "a":
                Link(element, depth);
                break;
            case "br":
                text.Break(1);
                break;
            case "hr":
                text.Break(2);
                text.Words("---");
                text.Break(2);
                break;
            case "img":
                var shown = MarkdownText.OneLine(element.GetAttribute("alt") ?? "");
                if (shown.Length > 0) text.Words($"(image: {shown})");
                break;
            case "pre":
                Preformatted(element);
                break;
            case "code" when !isPlain && !element.TextContent.Contains('`', StringComparison.Ordinal):
                text.Words($"`{MarkdownText.OneLine(element.TextContent)}`");
                break;
            default:
                if (Blocks.Contains(name)) Block(element, depth, 1);
                else Children(element, depth);
                break;
        }
    }

    private void Block(IElement element, int depth, int lines)
    {
        text.Break(lines);
        Children(element, depth);
        text.Break(lines);
    }

    private void Indented(IElement element, int depth, string? lead, string margin, int lines)
    {
        text.Break(1);
        if (lead is not null) text.Lead(lead);
        text.Indent(margin);
        Children(element, depth);
        text.Outdent();
        text.Break(lines);
    }

    private void Link(IElement element, int depth)
    {
        var said = Piece(element, depth, plain: true).Replace('[', '(').Replace(']', ')');
        if (TargetOf(element) is not { } target) text.Words(said);
        else if (said.Length > 0) text.Words($"[{said}]({target})");
    }

    private void Row(IElement row, int depth)
    {
        var cells = row.Children.Where(cell => cell.LocalName is "td" or "th" && !IsHidden(cell))
            .Select(cell => Piece(cell, depth, isPlain).Replace("|", "\\|", StringComparison.Ordinal)).ToList();
        if (cells.Count == 0) return;
        text.Break(1);
        text.Words($"| {string.Join(" | ", cells)} |");
        text.Break(1);
        if (row.Closest("table") is not { } table || !headed.Add(table)) return;
        text.Words($"|{string.Concat(Enumerable.Repeat("---|", cells.Count))}");
        text.Break(1);
    }

    private void Preformatted(IElement element)
    {
        var said = element.TextContent;
        var fence = said.Contains("```", StringComparison.Ordinal) ? "~~~~" : "```";
        text.Break(2);
        text.Lines($"{fence}\n{said.Trim('\n')}\n{fence}");
        text.Break(2);
    }

    /// <summary>What an element shows, on one line.</summary>
    private string Piece(IElement element, int depth, bool plain)
    {
        var piece = new MarkdownText(PieceCharsMax);
        var walk = new HtmlWalk(piece, address, plain);
        walk.Children(element, depth);
        HasLeftOut |= walk.HasLeftOut || piece.IsFull;
        return MarkdownText.OneLine(piece.ToString());
    }

    private string? TargetOf(IElement element)
    {
        var given = element.GetAttribute("href")?.Trim();
        if (isPlain || string.IsNullOrEmpty(given) || given.StartsWith('#')) return null;
        if (!Uri.TryCreate(address, given, out var target) || target.Scheme is not ("http" or "https")) return null;
        var whole = target.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal);
        return whole.Length > LinkCharsMax ? null : whole;
    }

    private static string Bullet(IElement entry)
    {
        if (entry.ParentElement?.LocalName != "ol") return "- ";
        // Counting from the start for each entry would take the square of a list's length.
        return "1. ";
    }

    private static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true") return true;
        if (element.GetAttribute("style") is not { } style) return false;
        var plain = style.Replace(" ", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture);
        return plain.Contains("display:none", StringComparison.Ordinal)
            || plain.Contains("visibility:hidden", StringComparison.Ordinal);
    }
}
