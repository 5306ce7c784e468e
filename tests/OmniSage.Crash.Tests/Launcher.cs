using OmniSage.Crash.Tests.Silos;
using Xunit.Runner.InProc.SystemConsole;

namespace OmniSage.Crash.Tests;

/// <summary>
/// The tests; or, when they start this program again with a word of theirs, a silo that can kill itself.
/// </summary>
internal static class Launcher
{
    public static Task<int> Main(string[] args) =>
        args is [CrashSilo.Word, .. var rest] ? CrashSilo.RunAsync(rest) : ConsoleRunner.Run(args);
}
