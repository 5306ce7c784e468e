using OmniSage.Cli.Display;

namespace OmniSage.Cli.Files;

/// <summary>Reads a file of this machine that is to be sent.</summary>
internal static class LocalFile
{
    /// <summary>All its bytes; those of standard input for <c>-</c>.</summary>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            if (path is not "-") return await File.ReadAllBytesAsync(path, cancellation);
            using var content = new MemoryStream();
            await using var input = Console.OpenStandardInput();
            await input.CopyToAsync(content, cancellation);
            return content.ToArray();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new Fault(
                $"{Plain.Line(path)} cannot be read: {Plain.Line(fault.Message)}", ExitCode.WrongUse, "not_read");
        }
    }
}
