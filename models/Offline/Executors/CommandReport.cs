using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;

namespace OmniSage.Models.Offline.Executors;

/// <summary>
/// Says what a command or program printed, and how it ended where that is not the plain success. The result is a JSON
/// object with <c>exit_code</c>, <c>end</c>, <c>stdout</c>, <c>stderr</c> and <c>truncated</c>.
/// </summary>
internal static class CommandReport
{
    private const string Exited = "exited";

    public static string Tell(ToolResult result, string what)
    {
        if (result.Error is { } error)
            return $"The {what} could not be run: {Quote.Short(error)}";
        var code = result.Property("exit_code");
        var end = result.Property("end");
        if (code is null && end is null)
            return Output(result.Text, "", what);

        var parts = new List<string>();
        if (Ending(end ?? Exited, code ?? "", what) is { } ending)
            parts.Add(ending);
        if (result.Is("truncated"))
            parts.Add("Its output was cut at the limit; this is only a part of it.");
        parts.Add(Output(result.Property("stdout") ?? "", result.Property("stderr") ?? "", what));
        return string.Join("\n\n", parts);
    }

    private static string Output(string stdout, string stderr, string what)
    {
        var isQuiet = string.IsNullOrEmpty(stdout);
        if (isQuiet && string.IsNullOrEmpty(stderr))
            return $"The {what} printed nothing.";
        var errors = stderr.Length == 0 ? "" : $"On standard error:\n\n{Quote.Block(stderr)}";
        return isQuiet ? errors : errors.Length == 0 ? Quote.Block(stdout) : $"{Quote.Block(stdout)}\n\n{errors}";
    }

    /// <summary>Null for a command that ended by itself with 0.</summary>
    private static string? Ending(string end, string code, string what)
    {
        if (end == Exited)
            return code == "0" ? null : $"The {what} failed with exit code {Quote.Short(code)}.";
        var reason = end.Replace('-', '_').ToLowerInvariant() switch
        {
            "timeout" or "timed_out" or "time" or "time_limit" => "it reached its time limit.",
            "output" or "output_limit" => "it printed more than its limit.",
            "memory" or "memory_limit" or "out_of_memory" or "oom" => "it needed more memory than its limit.",
            "disk" or "disk_limit" => "it filled its disk.",
            "processes" or "process_limit" => "it started more processes than its limit.",
            "cancelled" or "canceled" => "it was cancelled.",
            "killed" or "signal" or "signaled" or "signalled" => "it was killed.",
            _ => $"{Quote.Code(end)}.",
        };
        return $"The {what} was stopped: {reason}";
    }
}
