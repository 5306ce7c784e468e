using System.Text;

namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary><c>files.patch</c>: one exact replacement in a text file of the task's workspace.</summary>
internal sealed class FilesPatchTool : ISandboxedTool
{
    /// <summary>A larger file is not patched.</summary>
    public const int FileBytesMax = 4 << 20;

    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public ToolManifest Manifest { get; } = new(
        ToolIds.FilesPatch,
        Version: 1,
        "Replaces one passage of a text file. The old text must be in the file exactly once.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": {
                "path": { "type": "string" },
                "old": {
                  "type": "string", "minLength": 1,
                  "description": "The passage as it is, with enough around it to be unique."
                },
                "new": { "type": "string", "description": "The passage as it is to be." }
              },
              "required": ["path", "old", "new"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.WriteFiles],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.Sandbox,
        Users = ToolUsers.Executors,
    };

    public bool ChangesWorkspace => true;

    public async Task<ToolOutcome> CallAsync(SandboxCall call, CancellationToken cancellation)
    {
        var arguments = ToolArguments.Read<PatchArguments>(call.Arguments);
        var file = await call.Session.ReadAsync(arguments.Path, FileBytesMax, cancellation);
        if (file.Truncated) throw new ToolFaultException($"The file is larger than {FileBytesMax} bytes.");
        var text = TextOf(file.Bytes.Span);
        var at = text.IndexOf(arguments.Old, StringComparison.Ordinal);
        if (at < 0) throw new ToolFaultException("The old text is not in the file.");
        if (text.IndexOf(arguments.Old, at + 1, StringComparison.Ordinal) >= 0)
        {
            throw new ToolFaultException("The old text is in the file more than once; give more of what is around it.");
        }

        var patched = string.Concat(text.AsSpan(0, at), arguments.New, text.AsSpan(at + arguments.Old.Length));
        var bytes = Encoding.UTF8.GetBytes(patched);
        await call.Session.WriteAsync(arguments.Path, bytes, cancellation);
        return ToolOutcome.Of(new
        {
            Path = ResultText.Cut(arguments.Path, call.ResultBytesMax / 8),
            Size = bytes.Length,
        });
    }

    /// <summary>Reading leniently would write back a file that is broken wherever it was not text.</summary>
    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw new ToolFaultException("The file is not text in UTF-8.", fault);
        }
    }

    private sealed record PatchArguments(string Path, string Old, string New);
}
