namespace OmniSage.Crash.Tests.Scripts;

/// <summary>
/// One playing of a script, over all its crashes: what was acknowledged, and the timeline as it was read.
/// </summary>
internal sealed class Conversation : IAsyncDisposable
{
    private readonly string id = Guid.CreateVersion7().ToString("N");
    private readonly Dictionary<string, MessageReceipt> receipts = [];
    private string? thread;
    private SiloClient? client;

    public ThreadWatch? Watch { get; private set; }

    /// <summary>Whether the silo said that it has this message.</summary>
    public bool IsAcknowledged(string name) => receipts.ContainsKey(name);

    public bool IsOpen => thread is not null;

    /// <summary>Goes on with this silo, reading the timeline behind what was read of it before.</summary>
    public async Task ConnectAsync(SiloClient next)
    {
        client = next;
        if (Watch is not null) await Watch.ConnectAsync(next);
    }

    /// <summary>Opens the thread; opening it again must give the same one.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        var opened = await client!.OpenThreadAsync(cancellation, id);
        Assert.Equal(thread ?? opened, opened);
        thread = opened;
        if (Watch is not null) return;
        Watch = new(opened);
        await Watch.ConnectAsync(client);
    }

    /// <summary>Sends the message under a name of its own; sending it again must give the same receipt.</summary>
    public async Task<MessageReceipt> SendAsync(string name, string text, CancellationToken cancellation)
    {
        var receipt = await client!.SendAsync(thread!, text, cancellation, clientId: $"{id} {name}");
        Assert.Equal(receipts.GetValueOrDefault(name, receipt), receipt);
        return receipts[name] = receipt;
    }

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(CancellationToken cancellation) =>
        client!.ReadTimelineAsync(thread!, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (Watch is not null) await Watch.DisposeAsync();
    }
}
