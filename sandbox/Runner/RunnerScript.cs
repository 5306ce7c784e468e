using System.Text;

namespace OmniSage.Sandbox.Runner;

/// <summary>
/// The resident runner: a shell that is process 1 of the sandbox and takes its orders as shell source on standard
/// input. Its copy of the shell cannot be read, only executed, which makes the kernel close its <c>/proc</c> entry to
/// the commands (they have the same user): none can read or forge orders and status. Nothing inside can kill process 1.
/// </summary>
/// <remarks>
/// Status lines on descriptor 3: <c>r</c> ready; <c>o N</c> standard input of order N is open; <c>x N CODE</c> its
/// command has ended; <c>a N</c> or <c>d N</c> its shell is alive or dead; <c>k N</c> no other process is left.
/// <c>kill -9 -1</c> takes all of them in one step that forking cannot outrun; it fails when there is none. Children
/// are reaped by the kernel (SIGCHLD ignored), so that no dead process fills the table.
/// Each command opens its output anew: what it does to the flags of its descriptors ends with it.
/// </remarks>
internal static class RunnerScript
{
    private const string Source = """
        exec 4>&2 2>/dev/null
        trap '' CHLD
        run() {
          (
            trap - CHLD
            exec 0<"$3" 1>/proc/self/fd/1 5>/proc/self/fd/4 4>&-
            printf 'o %s\n' "$1" >&3
            (exec 2>&5 3>&- 5>&-; exec $reset /bin/sh -c "$2")
            printf 'x %s %s\n' "$1" "$?" >&3
          ) &
          shell=$!
        }
        probe() { if kill -0 "$shell"; then printf 'a %s\n' "$1"; else printf 'd %s\n' "$1"; fi >&3; }
        end() { while kill -9 -1; do :; done; printf 'k %s\n' "$1" >&3; }
        printf 'r\n' >&3

        """;

    /// <summary>What the runner is told first; it answers with the ready line.</summary>
    /// <param name="limits">Bounds that each process sets for itself before anything untrusted runs.</param>
    /// <param name="limitProcesses">Whether the process limit has to be set here, because no control group
    /// does.</param>
    /// <param name="resetSignals">Whether <c>env</c> here can give commands back the signals (see the remarks).</param>
    internal static byte[] Start(SandboxLimits limits, bool limitProcesses, bool resetSignals)
    {
        var script = new StringBuilder();
        script.Append("ulimit -c 0; ulimit -n ").Append(limits.OpenFilesMax).Append('\n');
        if (resetSignals)
        {
            script.Append("reset='env --default-signal=INT,QUIT'\n");
        }

        if (limitProcesses)
        {
            var most = limits.ProcessesMax + 3;
            script.Append($"ulimit -u {most} 2>/dev/null || ulimit -p {most}\n");
        }

        return Encode(script.Append(Source));
    }

    /// <summary>The order to run a line; <paramref name="stdin"/> is a path inside.</summary>
    internal static byte[] Run(long order, string line, string stdin) =>
        Encode(new StringBuilder().Append($"run {order} {Quote(line)} {Quote(stdin)}\n"));

    /// <summary>Asks whether the shell of the order still lives.</summary>
    internal static byte[] Probe(long order) => Encode(new StringBuilder().Append($"probe {order}\n"));

    /// <summary>Kills whatever is left of the order.</summary>
    internal static byte[] End(long order) => Encode(new StringBuilder().Append($"end {order}\n"));

    /// <summary>One shell word that stands for exactly this text.</summary>
    internal static string Quote(string text) => $"'{text.Replace("'", """'\''""", StringComparison.Ordinal)}'";

    private static byte[] Encode(StringBuilder text) => Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n").ToString());
}
