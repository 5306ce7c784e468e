namespace OmniSage.Sandbox.Runner;

/// <summary>
/// One command from order to result. Whatever ends it (itself, a limit, the caller) the same order follows: the runner
/// kills everything but itself and says so; only then is the rest of the output taken and the result made.
/// </summary>
internal sealed class CommandRun
{
    // The runner is asked this often, in polls, whether a shell that says nothing still lives.
    private const int ProbeEveryPolls = 10;

    private readonly RunnerContext _context;
    private readonly RunnerOrder _order;
    private readonly long _number;
    private readonly OutputCollector _collector;
    private readonly TaskCompletionSource<CommandEnd> _stop =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<RunnerStatus?>? _pending;

    internal CommandRun(RunnerContext context, RunnerOrder order, long number, Action<OutputFrame> onOutput)
    {
        (_context, _order, _number) = (context, order, number);
        _collector = new OutputCollector(
            order.Limits, onOutput, () => _stop.TrySetResult(CommandEnd.OutputLimit));
    }

    internal void ThrowIfReceiverFailed() => _collector.ThrowIfReceiverFailed();

    internal async Task<CommandResult> RunAsync(CancellationToken ct)
    {
        var started = _context.Time.GetTimestamp();
        using var feed = _order.Stdin is { } stdin ? await _context.Link.FeedAsync(stdin, _number) : null;
        _context.Observer.Begin();
        _context.Link.Attach(_collector.Take);
        var (end, exitCode) = await SuperviseAsync(feed, ct);
        if (!await ClearAsync(feed) && end != CommandEnd.SandboxDied)
        {
            end = CommandEnd.SandboxDied;
        }

        _context.Link.DrainAndDetach();
        if (end == CommandEnd.Exited && _stop.Task is { IsCompleted: true, Result: CommandEnd.OutputLimit })
        {
            // It printed the last of it while it ended.
            end = CommandEnd.OutputLimit;
        }

        end = end == CommandEnd.SandboxDied ? end : await _context.Observer.ExplainAsync(end, exitCode);
        return new CommandResult(
            end, exitCode, _collector.Stdout, _collector.Stderr, _context.Time.GetElapsedTime(started));
    }

    /// <summary>Waits for the first of: the command's end, a limit, the caller, the sandbox's death.</summary>
    private async Task<(CommandEnd End, int? ExitCode)> SuperviseAsync(IStdinFeed? feed, CancellationToken ct)
    {
        using var over = new CancellationTokenSource(_order.TimeMax, _context.Time);
        await using var timedOut = over.Token.Register(() => _stop.TrySetResult(CommandEnd.TimedOut));
        await using var cancelled = ct.Register(() => _stop.TrySetResult(CommandEnd.Cancelled));
        var order = RunnerScript.Run(_number, _order.Line, feed?.Path ?? "/dev/null",
            _context.Link.Mark(RunnerEvent.StdinOpen), _context.Link.Mark(RunnerEvent.Exited));
        if (!await _context.Link.SendAsync(order))
        {
            return (CommandEnd.SandboxDied, null);
        }

        using var supervised = new CancellationTokenSource();
        try
        {
            for (var polls = 1; ; polls++)
            {
                var poll = Task.Delay(_context.Options.PollInterval, _context.Time, supervised.Token);
                if (await HandleUntilAsync(poll, feed) is { } outcome)
                {
                    return outcome;
                }

                if (_context.Observer.FindExceeded() is { } exceeded)
                {
                    return (exceeded, null);
                }

                if (polls % ProbeEveryPolls == 0 && !await _context.Link.SendAsync(
                    RunnerScript.Probe(_number, _context.Link.Mark(RunnerEvent.ShellAlive))))
                {
                    return (CommandEnd.SandboxDied, null);
                }
            }
        }
        finally
        {
            await supervised.CancelAsync();
        }
    }

    /// <summary>Handles what comes until the poll is due; null then, or how the command ended.</summary>
    private async Task<(CommandEnd, int?)?> HandleUntilAsync(Task poll, IStdinFeed? feed)
    {
        while (true)
        {
            var next = NextAsync();
            await Task.WhenAny(_stop.Task, next, poll);
            if (_stop.Task.IsCompletedSuccessfully)
            {
                return (await _stop.Task, null);
            }

            if (!next.IsCompleted)
            {
                return null;
            }

            switch (await TakeAsync())
            {
                case null:
                    return (CommandEnd.SandboxDied, null);
                case { Order: var order } when order != _number:
                    continue;
                case { Event: RunnerEvent.StdinOpen }:
                    feed?.Start();
                    break;
                case { Event: RunnerEvent.Exited, ExitCode: var code }:
                    return (CommandEnd.Exited, code);
                case { Event: RunnerEvent.ShellDead }:
                    return (CommandEnd.Killed, null);
            }
        }
    }

    /// <summary>Has everything killed that is left; false when that does not come to an end.</summary>
    private async Task<bool> ClearAsync(IStdinFeed? feed)
    {
        using var late = new CancellationTokenSource(_context.Options.KillTimeMax, _context.Time);
        try
        {
            var sent = await _context.Link.SendAsync(
                RunnerScript.End(_number, _context.Link.Mark(RunnerEvent.AllGone)));
            while (sent)
            {
                await NextAsync().WaitAsync(late.Token);
                switch (await TakeAsync())
                {
                    case null:
                        return false;
                    case { Event: RunnerEvent.AllGone } gone when gone.Order == _number:
                        return true;
                }
            }

            return false;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            if (feed is not null)
            {
                await feed.StopAsync();
            }
        }
    }

    /// <summary>The next status; the same one until it is taken, so that none is lost between two waits.</summary>
    private Task<RunnerStatus?> NextAsync() => _pending ??= ReadAsync();

    private async Task<RunnerStatus?> TakeAsync()
    {
        var status = await NextAsync();
        _pending = null;
        return status;
    }

    private async Task<RunnerStatus?> ReadAsync()
    {
        while (await _context.Link.Statuses.WaitToReadAsync())
        {
            if (_context.Link.Statuses.TryRead(out var status))
            {
                return status;
            }
        }

        return null;
    }
}
