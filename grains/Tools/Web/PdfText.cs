using System.Text;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tools.Web;

/// <summary>
/// The text of a PDF, by the program pdftotext. Such programs have been broken into by files made for it, so it runs
/// in a fresh sandbox that holds nothing else, and within that sandbox's limits.
/// </summary>
internal sealed class PdfText(OpenSandbox open, TimeProvider time)
{
    /// <summary>Pages that are read.</summary>
    public const int PagesMax = 200;

    private const string Command = "exec pdftotext -q -enc UTF-8 -l 200 page.pdf -";
    private const int NotFound = 127;

    /// <summary>Until a sandbox is there: the task has one already, and must not wait for another forever.</summary>
    private static readonly TimeSpan PlaceTimeMax = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ReadTimeMax = TimeSpan.FromSeconds(30);

    /// <exception cref="ToolFaultException">It cannot be read; the message says why.</exception>
    public async Task<ReadablePage> ReadAsync(
        TenantId tenant, ReadOnlyMemory<byte> pdf, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(tenant, cancellation);
        await session.WriteAsync("page.pdf", pdf, cancellation);
        var result = await session.RunAsync(new(Command, ReadTimeMax), _ => { }, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (result is { End: CommandEnd.Exited, ExitCode: NotFound })
        {
            throw new ToolFaultException(
                "This is a PDF, and the program that reads these is missing here: whoever runs OmniSage can install "
                + "the package poppler-utils.",
                code: "not_installed");
        }

        if (result is not { End: CommandEnd.Exited, ExitCode: 0 })
        {
            throw new ToolFaultException("This is a PDF that cannot be read.", code: "unreadable");
        }

        var head = result.Stdout.Head.Span;
        var isCut = result.Stdout.Omitted > 0;
        byte[] bytes = isCut ? [.. head[..^ResultText.TornAtEnd(head)]] : [.. head, .. result.Stdout.Tail.Span];
        var lines = Encoding.UTF8.GetString(bytes).Replace("\f", "\n\n---\n\n", StringComparison.Ordinal);
        return new("", lines.Trim(), isCut);
    }

    private async Task<ISandboxSession> OpenAsync(TenantId tenant, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(PlaceTimeMax, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            return await open(new() { Label = tenant.Text }, both.Token);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new ToolFaultException(
                "This is a PDF, and no sandbox to read it in is free now; try again later.", fault, "busy");
        }
    }
}
