using OmniSage.Sandbox;

namespace OmniSage.Grains.Tools.Sandboxed;

/// <summary>
/// <c>python.run</c>: a program for the sandbox's own Python 3. Under bubblewrap that is the machine's, in containers
/// the image's; where there is none, the result says what would add it.
/// </summary>
internal sealed class PythonRunTool : ISandboxedTool
{
    private const int NoPythonExitCode = 127;

    private const string NoPython =
        "There is no python3 in this sandbox. Use shell.run instead. (The owner can install python3 on the machine, or "
        + "with the docker driver build the full image: ./omnisage images build full.)";

    public ToolManifest Manifest { get; } = new(
        ToolIds.PythonRun,
        Version: 1,
        "Runs a Python 3 program in the task's workspace and returns its exit code and output. Print what you need.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": {
                "code": { "type": "string", "description": "The program's text." },
                "timeout_seconds": { "type": "integer", "minimum": 1, "description": "Wall time that it may take." }
              },
              "required": ["code"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.Execute],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.Sandbox,
        Users = ToolUsers.Executors,
    };

    public bool ChangesWorkspace => true;

    public async Task<ToolOutcome> CallAsync(SandboxCall call, CancellationToken cancellation)
    {
        var arguments = ToolArguments.Read<PythonArguments>(call.Arguments);
        Check(arguments);
        var time = arguments.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : default(TimeSpan?);
        var result = await call.Session.RunAsync(new(LineOf(arguments.Code), time), call.Live, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return result is { End: CommandEnd.Exited, ExitCode: NoPythonExitCode, Stdout.Total: 0, Stderr.Total: 0 }
            ? ToolOutcome.Of(new { Error = NoPython }, succeeded: false)
            : CommandOutcome.Of(result, call.ResultBytesMax);
    }

    /// <summary>
    /// The command that runs a program. It comes as a here document, so that neither quotes in it nor the bound on
    /// arguments matter; its end is a word that the program does not hold. Looking for Python first tells a missing
    /// one from a program that ends with the same code.
    /// </summary>
    internal static string LineOf(string code)
    {
        var end = "END_OF_PROGRAM";
        while (code.Contains(end, StringComparison.Ordinal)) end += "_";
        return $"command -v python3 >/dev/null || exit {NoPythonExitCode}\n"
            + $"exec python3 /dev/fd/9 9<<'{end}' </dev/null\n{code}\n{end}";
    }

    private static void Check(PythonArguments arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments.Code)) throw new ToolFaultException("code must not be empty.");
        if (arguments.Code.Contains('\0', StringComparison.Ordinal))
        {
            throw new ToolFaultException("code must not hold U+0000.");
        }

        if (arguments.TimeoutSeconds < 1) throw new ToolFaultException("timeout_seconds must be at least 1.");
    }

    private sealed record PythonArguments(string Code, int? TimeoutSeconds = null);
}
