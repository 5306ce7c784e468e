using System.Net;
using System.Text.Json;

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

    /// <summary>Whether the silo said that it has the decision.</summary>
    public bool HasDecided { get; private set; }

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

    /// <summary>Has every fetch wait for a person, once and for all.</summary>
    public async Task AskForFetchesAsync(CancellationToken cancellation)
    {
        const string Policy =
            """
            policy: 1
            rules:
              - name: fetches are asked
                when: {tool: web.fetch}
                then: ask each
            """;
        Assert.Equal(HttpStatusCode.OK, await client!.PutAsync("policy", new { text = Policy }, "*", cancellation));
    }

    /// <summary>
    /// What the run asked people, in full. It may be made a moment after the run has said so.
    /// </summary>
    public async Task<JsonElement> ApprovalOfAsync(string run, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = await client!.GetAsync("approvals?limit=5", limit.Token);
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                if (item.GetProperty("run").GetString() == run)
                    return await client.GetAsync($"approvals/{item.GetProperty("id").GetString()}", limit.Token);
            }
        }
    }

    /// <summary>Decides; saying the same again must be taken too.</summary>
    public async Task DecideAsync(JsonElement approval, string verdict, CancellationToken cancellation)
    {
        var path = $"approvals/{approval.GetProperty("id").GetString()}/decision";
        var tag = $"\"{approval.GetProperty("hash").GetString()}\"";
        Assert.Equal(HttpStatusCode.OK, await client!.PutAsync(path, new { verdict }, tag, cancellation));
        HasDecided = true;
    }

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(CancellationToken cancellation) =>
        client!.ReadTimelineAsync(thread!, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (Watch is not null) await Watch.DisposeAsync();
    }
}
