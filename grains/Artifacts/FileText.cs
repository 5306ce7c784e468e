using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Web;

namespace OmniSage.Grains.Artifacts;

/// <summary>The text of a file, as far as it has one that can be read.</summary>
internal sealed class FileText(PdfText pdf)
{
    /// <summary>What links of a page are relative to that came from nowhere: none of them is kept.</summary>
    private static readonly Uri Nowhere = new("about:blank");

    /// <summary>Null where there is none.</summary>
    /// <exception cref="ToolFaultException">It cannot be read; the message says why.</exception>
    public async Task<ReadablePage?> ReadAsync(
        TenantId tenant, string type, ReadOnlyMemory<byte> content, int charsMax, CancellationToken cancellation) =>
        PageText.KindOf(type, content.Span) switch
        {
            PageKind.Html => HtmlMarkdown.Of(TextOf(content), Nowhere, charsMax),
            PageKind.Pdf => await pdf.ReadAsync(tenant, content, cancellation),
            PageKind.Text => new("", TextOf(content), Truncated: false),
            PageKind.Other => null,
        };

    private static string TextOf(ReadOnlyMemory<byte> content) =>
        PageText.Decode(content.Span, charset: "", truncated: false);
}
