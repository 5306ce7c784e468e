using System.Text;

namespace OmniSage.Sandbox.Runner;

/// <summary>
/// The resident runner: a shell that is process 1 of the sandbox and takes its orders as shell source on standard
/// input. Its copy of the shell cannot be read, only executed, which makes the kernel close its <c>/proc</c> entry to
/// the commands (they have the same user): none can read or forge orders and status. Nothing inside can kill process 1.
/// </summary>
/// <remarks>
/// Status lines on descriptor 3: <c>r</c> ready; <c>o N</c> standard input of order N is open; <c>x N CODE</c> its
/// command has ended; <c>a N</c> or <c>d N</c> its shell is alive or dead; <c>k N</c> no other process is left;
/// <c>f N 0|1</c> whether a writable file system is full. Each begins with the mark that its order gave: nothing where
/// status has a pipe of its own, a secret used once where it shares the output's (<see cref="StatusMarks"/>); then the
/// end of an order is told on both channels, so that all output before it is known to be through.
/// <c>kill -9 -1</c> takes all of them in one step that forking cannot outrun; it fails when there is none. Children
/// are reaped by the kernel (SIGCHLD ignored), so that no dead process fills the table.
/// Each command opens its output anew: what it does to the flags of its descriptors ends with it.
/// </remarks>
internal static class RunnerScript
{
    private const string Source = """
        exec 4>&2 2>/dev/null
        unset HOSTNAME
        trap '' CHLD
        run() {
          (
            trap - CHLD
            exec 0<"$3" 1>/proc/self/fd/1 5>/proc/self/fd/4 4>&-
            printf '%so %s\n' "$4" "$1" >&3
            (exec 2>&5 3>&- 5>&-; exec $reset /bin/sh -c "$2")
            printf '%sx %s %s\n' "$5" "$1" "$?" >&3
          ) &
          shell=$!
        }
        probe() { if kill -0 "$shell"; then printf '%sa %s\n' "$2" "$1"; else printf '%sd %s\n' "$2" "$1"; fi >&3; }
        end() {
          while kill -9 -1; do :; done
          [ ! -p "/tmp/.stdin-$1" ] || rm -f "/tmp/.stdin-$1"
          printf '%sk %s\n' "$2" "$1" >&3
          [ -z "$2" ] || printf '%sk %s\n' "$2" "$1" >&4
        }
        keep() { printf '%s' "$2" > "$1"; }
        feed() { mkfifo "$1"; (trap - CHLD; printf '%s' "$2" | base64 -d > "$1") & }
        full() {
          full=0
          for folder in /workspace /tmp; do
            set -- "$1" "$2" $(stat -f -c '%a %S %c %d' "$folder")
            [ $(($3 * $4)) -ge 4096 ] && { [ "$5" = 0 ] || [ "$6" -gt 0 ]; } || full=1
          done
          printf '%sf %s %s\n' "$2" "$1" "$full" >&3
        }
        printf '%sr\n' "$ready" >&3

        """;

    /// <summary>What the runner is told first; it answers with the ready line.</summary>
    /// <param name="limits">Bounds that each process sets for itself before anything untrusted runs.</param>
    /// <param name="limitProcesses">Whether the process limit has to be set here, because no control group
    /// does.</param>
    /// <param name="resetSignals">Whether <c>env</c> here can give commands back the signals (see the remarks).</param>
    /// <param name="mark">How the ready line begins. Not empty: status goes where standard output goes.</param>
    internal static byte[] Start(SandboxLimits limits, bool limitProcesses, bool resetSignals, string mark = "")
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

        script.Append(mark.Length == 0 ? "" : "exec 3>&1\n").Append($"ready={Quote(mark)}\n");
        return Encode(script.Append(Source));
    }

    /// <summary>The order to run a line; <paramref name="stdin"/> is a path inside.</summary>
    internal static byte[] Run(long order, string line, string stdin, string openMark, string exitMark) => Encode(
        new StringBuilder().Append($"run {order} {Quote(line)} {Quote(stdin)} {Quote(openMark)} {Quote(exitMark)}\n"));

    /// <summary>Asks whether the shell of the order still lives.</summary>
    internal static byte[] Probe(long order, string mark) =>
        Encode(new StringBuilder().Append($"probe {order} {Quote(mark)}\n"));

    /// <summary>Kills whatever is left of the order.</summary>
    internal static byte[] End(long order, string mark) =>
        Encode(new StringBuilder().Append($"end {order} {Quote(mark)}\n"));

    /// <summary>Asks whether there is room left in the writable file systems.</summary>
    internal static byte[] Full(long order, string mark) =>
        Encode(new StringBuilder().Append($"full {order} {Quote(mark)}\n"));

    /// <summary>Writes a text to a file, without any program's bound on arguments.</summary>
    internal static byte[] Keep(string path, string text) =>
        Encode(new StringBuilder().Append($"keep {Quote(path)} {Quote(text)}\n"));

    /// <summary>Makes a named pipe, and lets these bytes, if given, come out of it.</summary>
    internal static byte[] Feed(string path, byte[]? bytes) => Encode(new StringBuilder().Append(
        bytes is null ? $"mkfifo {Quote(path)}\n" : $"feed {Quote(path)} {Convert.ToBase64String(bytes)}\n"));

    /// <summary>Removes a file that we made. Not waited for: the shell would wait for a running command too.</summary>
    internal static byte[] Forget(string path) => Encode(new StringBuilder().Append($"rm -f {Quote(path)} &\n"));

    /// <summary>One shell word that stands for exactly this text.</summary>
    internal static string Quote(string text) => $"'{text.Replace("'", """'\''""", StringComparison.Ordinal)}'";

    private static byte[] Encode(StringBuilder text) => Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n").ToString());
}
