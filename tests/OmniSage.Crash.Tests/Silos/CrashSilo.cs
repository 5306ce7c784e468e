using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OmniSage.Silo;
using OmniSage.Storage.Writes;

namespace OmniSage.Crash.Tests.Silos;

/// <summary>
/// The silo as it is, with one thing more: lines on its standard input say at which commit it kills itself, and
/// <see cref="Setting"/> says so from the very start.
/// </summary>
internal static class CrashSilo
{
    public const string Word = "crash-silo";

    public const string Setting = "OMNISAGE_CRASH_AT";

    public const string Disarm = "disarm";

    public const string Armed = "armed";

    public static SiloStart Start(string dataFolder) =>
        new(dataFolder) { Program = [typeof(CrashSilo).Assembly.Location, Word] };

    /// <summary>The same, to be killed at that commit counted from its start.</summary>
    public static SiloStart At(SiloStart start, KillPoint point) =>
        start with { Settings = new Dictionary<string, string>(start.Settings) { [Setting] = point.ToString() } };

    public static async Task<int> RunAsync(string[] args)
    {
        if (!SiloArguments.TryRead(args, out var arguments, out var wrong)) throw new ArgumentException(wrong);
        var writes = new DeadlyWrites();
        if (Environment.GetEnvironmentVariable(Setting) is { } point) writes.Arm(KillPoint.Parse(point));
        await using var app = SiloHost.Build(
            arguments, builder => builder.Services.AddSingleton<WriteFaults>(writes));
        await app.StartAsync();
        // A thread of its own, as reading the standard input blocks.
        new Thread(() => Obey(writes)) { IsBackground = true }.Start();
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void Obey(DeadlyWrites writes)
    {
        while (Console.In.ReadLine() is { } line)
        {
            writes.Arm(line == Disarm ? null : KillPoint.Parse(line));
            Console.WriteLine(Armed);
        }
    }
}
