using OmniSage.Sandbox.Tests.Drivers;
using Xunit;

namespace OmniSage.Sandbox.Tests.Bubblewrap;

/// <summary>What bubblewrap's sandboxes look like from the host.</summary>
public sealed class HostSideTests(BubblewrapFixture fixture)
    : SandboxDriverTests(fixture), IClassFixture<BubblewrapFixture>
{
    [Fact]
    public async Task Processes_OfARootHost_BelongToAUserOfTheSessionsOwn()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "the host is not root");
        await using var first = await CreateAsync();
        await using var second = await CreateAsync();
        var users = Directory.EnumerateFiles("/proc", "status", new EnumerationOptions
            {
                RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true,
            })
            .Select(ReadOrNothing)
            .Where(lines => lines.FirstOrDefault() == "Name:\trunner" && IsOurs(lines))
            .Select(lines => lines.First(line => line.StartsWith("Uid:", StringComparison.Ordinal)))
            .ToList();
        Assert.True(users.Count >= 2);
        Assert.Equal(users.Count, users.Distinct().Count());
        Assert.DoesNotContain(users, line => line.Split('\t').Skip(1).Any(id => id == "0"));
    }

    /// <summary>Whether the runner's parent, bubblewrap, is our child: other hosts may have sandboxes too.</summary>
    private static bool IsOurs(string[] runner) =>
        Parent(ReadOrNothing($"/proc/{Parent(runner)}/status")) == $"{Environment.ProcessId}";

    private static string? Parent(string[] status) =>
        status.FirstOrDefault(line => line.StartsWith("PPid:", StringComparison.Ordinal))?["PPid:".Length..].Trim();

    private static string[] ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
