using OmniSage.Cli.Server;

namespace OmniSage.Cli.Chat;

/// <summary>
/// A conversation under way: messages go out one after another without waiting for what comes of them, and all that
/// happens in the thread is told as it comes.
/// </summary>
internal sealed class Talk(Conversation chat)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Work> works = [];
    private readonly HashSet<string> sent = [];
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isClosed;

    /// <summary>Completes when nothing more will be said and all that was said has come to its end, or waits.</summary>
    public Task Settled => settled.Task;

    public bool IsBusy
    {
        get
        {
            lock (gate) return works.Values.Any(work => !work.IsDone);
        }
    }

    public int ExitCode
    {
        get
        {
            lock (gate) return works.Values.Select(work => work.ExitCode).DefaultIfEmpty(Cli.ExitCode.Done).Max();
        }
    }

    public async Task SayAsync(string text, CancellationToken cancellation)
    {
        var run = await chat.SendAsync(text, cancellation);
        lock (gate) sent.Add(run);
        CheckSettled();
    }

    public void Close()
    {
        isClosed = true;
        CheckSettled();
    }

    public async Task ReadAsync(string? cursor, CancellationToken cancellation)
    {
        await foreach (var recorded in chat.ReadAsync(cursor, cancellation))
        {
            if (!recorded.IsOutput) Take(recorded);
            chat.Transcript.Take(recorded);
            if (!recorded.IsOutput) CheckSettled();
        }
    }

    /// <summary>
    /// Any message begins work, whoever sent it: its events may come before the answer to its sender.
    /// </summary>
    private void Take(ServerEvent recorded)
    {
        lock (gate)
        {
            if (recorded.Type is "message.received" && recorded.Payload.Text("run") is { } run)
                works.TryAdd(run, new(run));
            foreach (var work in works.Values) work.Take(recorded);
        }
    }

    private void CheckSettled()
    {
        lock (gate)
        {
            if (!isClosed) return;
            var isOver = sent.All(run => works.TryGetValue(run, out var work) && (work.IsDone || work.IsWaiting));
            if (isOver) settled.TrySetResult();
        }
    }
}
