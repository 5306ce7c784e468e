using System.Text;
using Xunit;

namespace OmniSage.Sandbox.Tests.Drivers;

/// <summary>Running commands: results, frames, input, cancellation, and what one leaves for the next.</summary>
public abstract class CommandTests(DriverFixture fixture) : SandboxDriverTests(fixture)
{
    [Fact]
    public async Task Command_PrintsAndExits_GivesBothChannelsAndItsCode()
    {
        await using var session = await CreateAsync();
        var result = await RunAsync(session, "echo out; echo err >&2; exit 7");
        Assert.Equal((CommandEnd.Exited, 7), (result.End, result.ExitCode));
        Assert.Equal(("out\n", "err\n"), (Text(result.Stdout), Text(result.Stderr)));
    }

    [Fact]
    public async Task Commands_InOneSession_ShareTheWorkspaceButNoShellState()
    {
        await using var session = await CreateAsync();
        await PrintAsync(session, "x=1; export x; cd /tmp; echo kept > /workspace/f");
        Assert.Equal("kept\n/workspace\n[]\n", await PrintAsync(session, """cat f; pwd; echo "[$x]" """));
    }

    [Fact]
    public async Task Frames_OfManyBytes_AreGaplessAndKeptOutputIsTheirStartAndEnd()
    {
        await using var session = await CreateAsync(Small with { OutputKeptBytesMax = 1000 });
        var bytes = new MemoryStream();
        var result = await session.RunAsync(new SandboxCommand("seq 1 200000"), frame =>
        {
            Assert.Equal(bytes.Length, frame.Offset);
            bytes.Write(frame.Bytes.Span);
        }, Ct);
        var all = bytes.ToArray();
        Assert.Equal(string.Concat(Enumerable.Range(1, 200000).Select(n => $"{n}\n")), Encoding.ASCII.GetString(all));
        Assert.Equal(all.Length, result.Stdout.Total);
        Assert.Equal(all[..500], result.Stdout.Head.ToArray());
        Assert.Equal(all[^500..], result.Stdout.Tail.ToArray());
        Assert.Equal(all.Length - 1000, result.Stdout.Omitted);
    }

    [Fact]
    public async Task Frame_OfARunningCommand_ArrivesBeforeItEnds()
    {
        await using var session = await CreateAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var result = await session.RunAsync(
            new SandboxCommand("echo first; sleep 1000"), _ => stop.Cancel(), stop.Token);
        Assert.Equal(CommandEnd.Cancelled, result.End);
        Assert.Equal("first\n", Text(result.Stdout));
        Assert.Equal("next\n", await PrintAsync(session, "echo next"));
    }

    [Fact]
    public async Task Stdin_OfAnyBytes_ArrivesUnchanged()
    {
        await using var session = await CreateAsync();
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        var received = new MemoryStream();
        var result = await session.RunAsync(
            new SandboxCommand("cat", Stdin: bytes), frame => received.Write(frame.Bytes.Span), Ct);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(bytes, received.ToArray());
        Assert.Equal("", await PrintAsync(session, "cat"));
    }

    [Fact]
    public async Task Stdin_ThatNobodyReads_DoesNotHoldTheCommandBack()
    {
        await using var session = await CreateAsync();
        Assert.Equal(3, (await RunAsync(session, "exit 3", stdin: new byte[1_000_000])).ExitCode);
        Assert.Equal("", await PrintAsync(session, "ls -A /tmp"));
    }

    [Fact]
    public async Task Line_OfQuotesNewlinesAndUnicode_ArrivesUnchanged()
    {
        await using var session = await CreateAsync();
        Assert.Equal("it's \"x\" $HOME\\ 世界 \u0001\u0085\n\n",
            await PrintAsync(session, "cat <<'end'\nit's \"x\" $HOME\\ 世界 \u0001\u0085\n\nend"));
    }

    [Fact]
    public async Task Line_OfManyBytes_Runs()
    {
        await using var session = await CreateAsync();
        var text = string.Concat(Enumerable.Repeat("0123456789abcde\n", 12_000));
        Assert.Equal("192000\n", await PrintAsync(session, $"wc -c <<'end'\n{text}end"));
    }

    [Theory]
    [InlineData("nul\0")]
    [InlineData(null)]
    public async Task Line_OutsideItsBounds_IsRefused(string? line)
    {
        await using var session = await CreateAsync();
        await ThrowsAsync(SandboxException.Invalid, () => RunAsync(session, line ?? new string('x', 300_000)));
    }

    [Fact]
    public async Task Command_ThatIsCancelledBeforeItsTurn_NeverRuns()
    {
        await using var session = await CreateAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            session.RunAsync(new SandboxCommand("touch ran"), _ => { }, new CancellationToken(canceled: true)));
        Assert.Equal("", await PrintAsync(session, "ls"));
    }

    [Fact]
    public async Task BackgroundProcesses_OfACommandThatEnded_AreGone()
    {
        await using var session = await CreateAsync();
        Assert.Equal("now\n", await PrintAsync(session, "(setsid sleep 1000 &) ; nohup sleep 1001 & echo now"));
        Assert.Equal("none\n", await PrintAsync(session, "pgrep sleep || echo none"));
    }

    [Theory]
    [InlineData("exec >&- 2>&-; sleep 0.2; exit 5", CommandEnd.Exited, 5)]
    [InlineData("kill -9 $$", CommandEnd.Exited, 137)]
    [InlineData("kill -9 $PPID; sleep 100", CommandEnd.Killed, null)]
    [InlineData("kill -9 -1; sleep 100", CommandEnd.Killed, null)]
    [InlineData("kill -9 1; kill 1; kill -STOP 1; exit 6", CommandEnd.Exited, 6)]
    public async Task Command_ThatTurnsOnItsSurroundings_HarmsOnlyItself(string line, CommandEnd end, int? exitCode)
    {
        await using var session = await CreateAsync();
        var result = await RunAsync(session, line);
        if (IsGVisor && result.End == CommandEnd.SandboxDied)
        {
            // A command may kill process 1 there: it ends its own sandbox, and is told so.
            Assert.Contains("kill -9 1", line, StringComparison.Ordinal);
            return;
        }

        Assert.True(result.End == end || (end == CommandEnd.Killed && result.ExitCode == 137), $"{result.End}");
        Assert.True(result.ExitCode == exitCode || end == CommandEnd.Killed, $"{result.ExitCode}");
        Assert.Equal("next\n", await PrintAsync(session, "echo next"));
    }

    [Fact]
    public async Task Status_PrintedByACommand_IsOnlyOutput()
    {
        await using var session = await CreateAsync();
        var result = await RunAsync(session, """
            for fd in 1 2 3 4 5 6 7 8 9 10; do
              for n in 1 2 3; do (printf "x $n 0\nk $n\n" >&$fd) 2>/dev/null; done
            done
            (printf 'x 1 0\nk 1\n' > /proc/1/fd/3) 2>/dev/null
            exit 9
            """);
        Assert.Equal((CommandEnd.Exited, 9), (result.End, result.ExitCode));
        Assert.Equal(4, (await RunAsync(session, "exit 4")).ExitCode);
    }

    [Fact]
    public async Task Flags_ThatACommandSetsOnItsOutput_EndWithIt()
    {
        await using var session = await CreateAsync();
        await RunAsync(session, "dd if=/dev/zero bs=1 count=1 oflag=nonblock status=none");
        var slow = await session.RunAsync(new SandboxCommand("seq 1 100000"), _ => Thread.SpinWait(1000), Ct);
        Assert.Equal((0, 588_895L), (slow.ExitCode, slow.Stdout.Total));
    }

    [Fact]
    public async Task Receiver_ThatThrows_EndsTheCommandAndReachesTheCaller()
    {
        await using var session = await CreateAsync();
        await Assert.ThrowsAsync<NotSupportedException>(() => session.RunAsync(
            new SandboxCommand("yes"), _ => throw new NotSupportedException(), Ct));
        Assert.Equal("next\n", await PrintAsync(session, "echo next"));
    }

    [Fact]
    public async Task Session_ThatIsDisposedWhileACommandRuns_ReportsItsDeath()
    {
        var session = await CreateAsync();
        var started = new TaskCompletionSource();
        var run = session.RunAsync(new SandboxCommand("echo on; sleep 1000"), _ => started.TrySetResult(), Ct);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        await session.DisposeAsync();
        Assert.Equal(CommandEnd.SandboxDied, (await run).End);
        Assert.False(session.IsAlive);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => RunAsync(session, "true"));
    }
}
