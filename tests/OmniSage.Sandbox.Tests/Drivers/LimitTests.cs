using System.Diagnostics;
using Xunit;

namespace OmniSage.Sandbox.Tests.Drivers;

/// <summary>Each limit is hit, the command ends at it, the session goes on, and neighbours notice nothing.</summary>
public abstract class LimitTests(DriverFixture fixture) : SandboxDriverTests(fixture)
{
    [Fact]
    public async Task Output_OfAGigabyte_EndsAtTheLimit()
    {
        await using var session = await CreateAsync();
        var total = 0L;
        var result = await session.RunAsync(
            new SandboxCommand("head -c 1000000000 /dev/zero"), frame => total += frame.Bytes.Length, Ct);
        Assert.Equal(CommandEnd.OutputLimit, result.End);
        Assert.Equal((Small.OutputBytesMax, Small.OutputBytesMax), (total, result.Stdout.Total));
        await StillWorksAsync(session);
    }

    [Theory]
    [InlineData("f() { f | f & }; f; sleep 1000")]
    [InlineData("f() { while :; do f & done; }; f")]
    public async Task ForkBomb_EndsWithItsTimeAndLeavesNothing(string bomb)
    {
        await using var session = await CreateAsync();
        var result = await RunAsync(session, bomb, seconds: 1);
        Assert.InRange(result.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(IsGVisor ? 15 : 5));
        if (IsGVisor && result.End == CommandEnd.SandboxDied)
        {
            // Its kernel may run into the bound on its own threads, and ends with all that ran in it.
            Assert.False(session.IsAlive);
            return;
        }

        Assert.NotEqual(CommandEnd.SandboxDied, result.End);
        Assert.InRange(int.Parse(await PrintAsync(session, "ls -d /proc/[0-9]* | wc -l"), null), 1, 6);
    }

    [Fact]
    public async Task Processes_AreBounded()
    {
        await using var session = await CreateAsync();
        if (IsGVisor)
        {
            // Not counted, and said so: time ends them.
            Assert.Equal(LimitEnforcement.Missing, Capabilities[SandboxLimit.Processes]);
            Assert.Equal(CommandEnd.TimedOut, (await RunAsync(session, "sleep 9 & sleep 9", seconds: 1)).End);
            return;
        }

        RequireLimit(SandboxLimit.Processes);
        var result = await RunAsync(
            session, "i=0; while [ $i -lt 100 ]; do sleep 1000 & i=$((i+1)); done; echo all", seconds: 5);
        Assert.DoesNotContain("all", Text(result.Stdout), StringComparison.Ordinal);
        await StillWorksAsync(session);
    }

    [Fact]
    public async Task Memory_BeyondTheLimit_KillsTheCommand()
    {
        RequireLimit(SandboxLimit.Memory);
        await using var session = await CreateAsync();
        var result = await RunAsync(session, "tail /dev/zero");
        if (IsGVisor)
        {
            // Its kernel and the commands share one bound, and it ends with them.
            Assert.Equal(CommandEnd.SandboxDied, result.End);
            return;
        }

        Assert.Equal(CommandEnd.MemoryLimit, result.End);
        await StillWorksAsync(session);
    }

    [Theory]
    [InlineData("/workspace", 16)]
    [InlineData("/tmp", 8)]
    public async Task Disk_ThatIsFull_FailsTheCommandAndCanBeFreed(string folder, int mebibytes)
    {
        await using var session = await CreateAsync();
        var result = await RunAsync(session, $"cat /dev/zero > {folder}/big");
        Assert.Equal(CommandEnd.DiskLimit, result.End);
        Assert.InRange(
            long.Parse(await PrintAsync(session, $"stat -c %s {folder}/big"), null), 1, (long)mebibytes << 20);
        await PrintAsync(session, $"rm {folder}/big");
        await StillWorksAsync(session);
    }

    [Fact]
    public async Task Files_BeyondTheLimit_EndTheCommandAndCanBeRemoved()
    {
        await using var session = await CreateAsync();
        if (IsGVisor)
        {
            // Not counted, and said so: memory and time end it.
            Assert.Equal(LimitEnforcement.Missing, Capabilities[SandboxLimit.Files]);
            return;
        }

        RequireLimit(SandboxLimit.Files);
        var result = await RunAsync(session, "i=0; while :; do i=$((i+1)); : > f$i; done");
        Assert.Equal(CommandEnd.DiskLimit, result.End);
        await PrintAsync(session, "find . -name 'f*' -delete");
        await StillWorksAsync(session);
    }

    [Fact]
    public async Task OpenFiles_AreBounded()
    {
        await using var session = await CreateAsync(Small with { OpenFilesMax = 64 });
        Assert.Equal("64\n", await PrintAsync(session, "ulimit -Hn"));
    }

    [Theory]
    [InlineData("sleep 1000")]
    [InlineData("while :; do :; done")]
    [InlineData("trap '' TERM INT HUP; while :; do sleep 1; done")]
    [InlineData("kill -STOP $$")]
    public async Task Command_ThatNeverEnds_IsStopped(string line)
    {
        await using var session = await CreateAsync();
        var result = await RunAsync(session, line, seconds: 0.3);
        Assert.Equal((CommandEnd.TimedOut, null), (result.End, result.ExitCode));
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(0.29), TimeSpan.FromSeconds(3));
        await StillWorksAsync(session);
    }

    [Fact]
    public async Task Processor_BeyondTheLimit_IsHeldBack()
    {
        RequireLimit(SandboxLimit.Cpu);
        if (IsGVisor)
        {
            // Its kernel counts the time that it is held back itself, so only the work done tells.
            Assert.InRange(await CountRoundsAsync(0.2), 1, 0.6 * await CountRoundsAsync(1));
            return;
        }

        await using var session = await CreateAsync(Small with { CpuCores = 0.2 });
        var result = await RunAsync(session, "times; while :; do :; done", seconds: 0.01);
        result = await RunAsync(session, "timeout 2 sh -c 'while :; do :; done'; times");
        var used = Text(result.Stdout).Split('\n')[1].Split(' ')[0];
        var seconds = double.Parse(used.Split('m')[1].TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 0.05, 0.9);
    }

    [Fact]
    public async Task Neighbour_OfABombAndABurner_KeepsItsSpeed()
    {
        RequireLimit(SandboxLimit.Cpu);
        await using var quiet = await CreateAsync();
        await using var loud = await CreateAsync(Small with { CpuCores = 0.5 });
        var before = await MedianMsAsync(quiet);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var noise = loud.RunAsync(
            new SandboxCommand("f() { f | f & }; f; while :; do :; done"), _ => { }, stop.Token);
        var during = await MedianMsAsync(quiet);
        await stop.CancelAsync();
        await noise;
        TestContext.Current.TestOutputHelper?.WriteLine($"command: {before:F1} ms alone, {during:F1} ms beside noise");
        Assert.InRange(during, 0, Math.Max(15, before * 5));
    }

    private async Task<long> CountRoundsAsync(double cores)
    {
        await using var session = await CreateAsync(Small with { CpuCores = cores });
        var printed = await PrintAsync(session, """
            timeout 2 sh -c 'i=0; while :; do i=$((i+1)); [ $((i % 100)) != 0 ] || echo $i; done' | tail -n 1
            """);
        return long.Parse(printed, null);
    }

    private static async Task<double> MedianMsAsync(ISandboxSession session)
    {
        var times = new List<double>();
        for (var i = 0; i < 31; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await RunAsync(session, "true");
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task StillWorksAsync(ISandboxSession session) =>
        Assert.Equal("works\n", await PrintAsync(session, "echo works > w; cat w"));
}
