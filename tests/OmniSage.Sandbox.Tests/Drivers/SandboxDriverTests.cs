using System.Text;
using Xunit;

namespace OmniSage.Sandbox.Tests.Drivers;

/// <summary>
/// What any driver must pass. The classes derived from this are the suite, one per subject; a driver derives each with
/// its fixture. Where the driver is not available the tests are shown as skipped with its reason.
/// </summary>
public abstract class SandboxDriverTests(DriverFixture fixture)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected ISandbox Sandbox => fixture.Sandbox;

    protected SandboxCapabilities Capabilities => fixture.Capabilities;

    /// <summary>Small limits, so that hitting one takes a moment only.</summary>
    protected static SandboxLimits Small { get; } = new()
    {
        MemoryBytesMax = 64L << 20,
        DiskBytesMax = 16L << 20,
        TempBytesMax = 8L << 20,
        ProcessesMax = 32,
        FilesMax = 2000,
        CommandTimeMax = TimeSpan.FromSeconds(10),
    };

    protected bool IsGVisor => fixture.Kernel == SandboxKernel.GVisor;

    protected async Task<ISandboxSession> CreateAsync(SandboxLimits? limits = null)
    {
        RequireDriver();
        return await fixture.Sandbox.CreateAsync(new SandboxSpec { Label = "test", Limits = limits ?? Small }, Ct);
    }

    /// <summary>A session that other tests use too, for probes that leave nothing behind; not to be disposed.</summary>
    protected async Task<ISandboxSession> ShareAsync()
    {
        RequireDriver();
        return await fixture.ShareAsync(new SandboxSpec { Label = "test", Limits = Small }, Ct);
    }

    private void RequireDriver() => Assert.SkipUnless(fixture.Capabilities.Available,
        $"{fixture.Capabilities.Driver}: {fixture.Capabilities.Reason}");

    protected void RequireLimit(SandboxLimit limit) => Assert.SkipWhen(
        fixture.Capabilities[limit] == LimitEnforcement.Missing, $"{limit} is not limited on this machine");

    protected static Task<CommandResult> RunAsync(
        ISandboxSession session, string line, double seconds = 10, byte[]? stdin = null) =>
        session.RunAsync(new SandboxCommand(line, TimeSpan.FromSeconds(seconds), stdin), _ => { }, Ct);

    /// <summary>Runs a line that must succeed and gives what it printed.</summary>
    protected static async Task<string> PrintAsync(ISandboxSession session, string line)
    {
        var result = await RunAsync(session, line);
        Assert.True(result is { End: CommandEnd.Exited, ExitCode: 0 },
            $"{line}: {result.End} {result.ExitCode} {Text(result.Stderr)}");
        return Text(result.Stdout);
    }

    /// <summary>Runs a line that must fail by itself, and leaves the session usable.</summary>
    protected static async Task RefuseAsync(ISandboxSession session, string line)
    {
        var result = await RunAsync(session, line);
        Assert.True(result.End == CommandEnd.Exited && result.ExitCode != 0,
            $"{line} should fail: {result.End} {result.ExitCode} {Text(result.Stdout)}");
        Assert.Equal("alive\n", await PrintAsync(session, "echo alive"));
    }

    protected static string Text(KeptOutput output) =>
        Encoding.UTF8.GetString(output.Head.Span) + Encoding.UTF8.GetString(output.Tail.Span);

    protected static async Task<SandboxException> ThrowsAsync(string code, Func<Task> act)
    {
        var thrown = await Assert.ThrowsAsync<SandboxException>(act);
        Assert.Equal(code, thrown.Code);
        return thrown;
    }
}
