namespace OmniSage.EndToEnd.Tests.Silos;

/// <summary>A thread as a person sees it: sends, and waits for what comes.</summary>
public sealed class Talk : IAsyncDisposable
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    private readonly SiloClient client;

    private Talk(SiloClient client, string thread) => (this.client, Watch) = (client, new(thread));

    public ThreadWatch Watch { get; }

    public IReadOnlyList<RecordedEvent> Events => Watch.Events;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Talk> OpenAsync(SiloClient client, string? mode)
    {
        var talk = new Talk(client, await client.OpenThreadAsync(Ct, mode: mode));
        await talk.Watch.ConnectAsync(client);
        return talk;
    }

    /// <summary>A thread that there is, watched from its beginning.</summary>
    public static async Task<Talk> ConnectAsync(SiloClient client, string thread)
    {
        var talk = new Talk(client, thread);
        await talk.Watch.ConnectAsync(client);
        return talk;
    }

    public Task<MessageReceipt> SendAsync(string text, string? mode = null) =>
        client.SendAsync(Watch.Thread, text, Ct, mode: mode);

    /// <summary>What the agent said in that run; waits for it.</summary>
    public async Task<string> AnswerAsync(string run) =>
        (await FirstAsync("message.sent", one => one.Get("run") == run)).Get("text")!;

    /// <summary>What it said once all tasks of the run were done; waits for it.</summary>
    public async Task<string> ResultAsync(string run)
    {
        var last = await FirstAsync(
            "task.finished",
            one => one.Get("turn") is not null
                && Events.Any(task => task.Type == "task.delegated" && task.Get("contract.turn") == run
                    && task.Get("contract.task") == one.Get("task")));
        return await AnswerAsync(last.Get("turn")!);
    }

    /// <summary>The run of the n-th task of the thread, from 1; waits for it.</summary>
    public async Task<string> TaskAsync(int number = 1)
    {
        var events = await UntilAsync(
            now => now.Count(one => one.Type == "task.delegated") >= number, $"task {number}");
        return events.Where(one => one.Type == "task.delegated").ElementAt(number - 1).Get("contract.run")!;
    }

    /// <summary>The first event of that kind in a run's journal; waits for it.</summary>
    public Task<RecordedEvent> InRunAsync(string run, string type) => FirstAsync(type, one => one.Journal == run);

    public async Task<RecordedEvent> FirstAsync(string type, Func<RecordedEvent, bool> isIt)
    {
        var events = await UntilAsync(now => now.Any(one => one.Type == type && isIt(one)), type);
        return events.First(one => one.Type == type && isIt(one));
    }

    public Task<IReadOnlyList<RecordedEvent>> UntilAsync(Func<IReadOnlyList<RecordedEvent>, bool> isSo, string what) =>
        Watch.UntilAsync(isSo, what, TimeMax, Ct);

    public Task UntilOutputAsync(string run, string text) => Watch.UntilOutputAsync(run, text, TimeMax, Ct);

    public ValueTask DisposeAsync() => Watch.DisposeAsync();
}
