using System.Data.Common;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OmniSage.GrainInterfaces;

namespace OmniSage.Silo.Telemetry.Logs;

/// <summary>
/// What a log says of an exception: what kinds it is made of, their codes, and where they were thrown. Never a message:
/// those of parsers, files, hosts and providers quote what they were given.
/// </summary>
internal static partial class FaultText
{
    private const int FaultsMax = 8;

    /// <summary>The kinds from the outermost to the innermost, each with its code where it has one.</summary>
    public static string KindsOf(Exception fault)
    {
        var kinds = new List<string>();
        for (var one = fault; one is not null && kinds.Count < FaultsMax; one = one.InnerException)
            kinds.Add(CodeOf(one) is { Length: > 0 } code ? $"{one.GetType()} ({code})" : $"{one.GetType()}");
        return string.Join(" <- ", kinds);
    }

    /// <summary>Where it was thrown, a call each; innermost first.</summary>
    public static IEnumerable<string> FramesOf(Exception fault)
    {
        var innermost = fault;
        for (var depth = 0; innermost.InnerException is { } inner && depth < FaultsMax; depth++) innermost = inner;
        var frames = innermost == fault ? fault.StackTrace : $"{innermost.StackTrace}\n{fault.StackTrace}";
        return frames?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    private static string? CodeOf(Exception fault) => fault switch
    {
        OmniSageException known => known.Code,
        DbException { SqlState: { } state } => state,
        DbException sqlite => SqliteCode().Match(sqlite.Message).Groups[1].Value,
        SocketException socket => socket.SocketErrorCode.ToString(),
        IOException { HResult: var code } => $"0x{code:x8}",
        _ => null,
    };

    [GeneratedRegex(@"^SQLite Error (\d{1,4})\b")]
    private static partial Regex SqliteCode();
}
