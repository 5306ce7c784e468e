using System.Text;

namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary><c>files.read</c>: the text of a file of the task's workspace, or its bytes where it is no text.</summary>
internal sealed class FilesReadTool : ISandboxedTool
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public ToolManifest Manifest { get; } = new(
        ToolIds.FilesRead,
        Version: 1,
        "Reads a file of the task's workspace, from its start, as far as the limit allows.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": { "path": { "type": "string" } },
              "required": ["path"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.ReadFiles],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.None,
        Users = ToolUsers.Executors,
    };

    public bool ChangesWorkspace => false;

    public async Task<ToolOutcome> CallAsync(SandboxCall call, CancellationToken cancellation)
    {
        var path = ToolArguments.Read<ReadArguments>(call.Arguments).Path;
        var file = await call.Session.ReadAsync(path, call.ResultBytesMax / 2, cancellation);
        var truncated = file.Truncated;
        return TextOf(file.Bytes.Span, truncated) is { } text
            ? ToolOutcome.Of(new { Path = path, Size = file.Total, Truncated = truncated, Content = text })
            : ToolOutcome.Of(new
            {
                Path = path,
                Size = file.Total,
                Truncated = truncated,
                Base64 = Convert.ToBase64String(file.Bytes.Span),
            });
    }

    /// <summary>Null when it is not UTF-8; a last character that the limit tore apart is left out.</summary>
    private static string? TextOf(ReadOnlySpan<byte> bytes, bool truncated)
    {
        for (var torn = 0; torn <= (truncated ? 3 : 0) && torn <= bytes.Length; torn++)
        {
            try
            {
                return Strict.GetString(bytes[..^torn]);
            }
            catch (DecoderFallbackException) when (truncated && torn < 3)
            {
                continue;
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }

        return null;
    }

    private sealed record ReadArguments(string Path);
}
