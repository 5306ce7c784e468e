using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace OmniSage.Sandbox.Tests.Hosting;

/// <summary>
/// A host process that is killed without warning leaves no process, and the next host removes the rest.
/// </summary>
public sealed class KilledHostTests
{
    private const string Ready = "SANDBOXES-ARE-READY";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_ThatIsKilled_LeavesNothing()
    {
        await using var services = await SandboxHostTests.StartAsync(options => options.WarmSessions = 0);
        using var host = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "OmniSage.Sandbox.Tests"),
            ["-explicit", "only", "-method", $"{typeof(KilledHostTests).FullName}.{nameof(RunUntilKilled)}"])
        {
            RedirectStandardOutput = true,
        })!;
        string? line;
        do
        {
            line = await host.StandardOutput.ReadLineAsync(Ct);
            Assert.NotNull(line);
        }
        while (!line.Contains(Ready, StringComparison.Ordinal));

        var descendants = Descendants(host.Id);
        Assert.True(descendants.Count >= 8, $"3 sandboxes and a command have more than {descendants.Count} processes");
        host.Kill();
        await host.WaitForExitAsync(Ct);
        await SandboxHostTests.UntilAsync(() => !descendants.Any(IsAlive));

        await services.GetRequiredService<ISandbox>().ReapAsync(Ct);
        Assert.Empty(Directory.EnumerateDirectories("/sys/fs/cgroup", "omnisage", new EnumerationOptions
        {
            RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true,
        }).SelectMany(root => Directory.EnumerateDirectories(root, $"host-{host.Id}-*")));
    }

    /// <summary>Not a test: the host process that the test above kills.</summary>
    [Fact(Explicit = true)]
    public async Task RunUntilKilled()
    {
        await using var services = await SandboxHostTests.StartAsync(options => options.WarmSessions = 2);
        var host = services.GetRequiredService<SandboxHost>();
        await using var session = await host.CreateAsync(new SandboxSpec { Label = "a" }, Ct);
        await SandboxHostTests.UntilAsync(() => host.Warm == 2);
        await session.RunAsync(
            new SandboxCommand("setsid sleep 1000 & echo on; trap '' TERM HUP; sleep 1000"),
            _ => Console.WriteLine(Ready), Ct);
    }

    private static List<int> Descendants(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, out var pid) ? pid : 0).Where(pid => pid > 0)
            .ToDictionary(pid => pid, pid => Stat(pid) is { } stat ? int.Parse(stat[1], null) : 0);
        var found = new List<int> { root };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(parents.Where(pair => pair.Value == found[i]).Select(pair => pair.Key));
        }

        found.Remove(root);
        return found;
    }

    private static bool IsAlive(int pid) => Stat(pid) is { } stat && stat[0] != "Z";

    private static string[]? Stat(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
