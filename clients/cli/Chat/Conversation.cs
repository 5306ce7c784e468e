using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Chat;

/// <summary>One thread as the chat commands use it.</summary>
internal sealed class Conversation(ApiClient api, Terminal terminal, string thread, string? mode)
{
    private const int RememberedLines = 6;
    private readonly Transcript transcript = new(terminal);

    public Terminal Terminal => terminal;

    public Transcript Transcript => transcript;

    public string Id => thread;

    public async Task<string> SendAsync(
        string text, CancellationToken cancellation, IReadOnlyCollection<byte[]>? images = null)
    {
        var (message, run) = await api.SendAsync(thread, text, mode, images ?? [], cancellation);
        if (terminal.IsJson)
        {
            terminal.Line(JsonLine.Of(json =>
            {
                json.WriteString("type", "accepted");
                json.WriteString("thread", thread);
                json.WriteString("message", message);
                json.WriteString("run", run);
            }));
        }

        return run;
    }

    /// <summary>All events behind the cursor, through restarts of the server.</summary>
    public IAsyncEnumerable<ServerEvent> ReadAsync(string? cursor, CancellationToken cancellation) =>
        new EventReader(api, $"threads/{thread}/events", cursor) { OnLost = TellLost }.ReadAsync(cancellation);

    /// <summary>Reads what is past and answers where it ends; shows the last things said, if it is to.</summary>
    public async Task<string?> SkipPastAsync(bool isShown, CancellationToken cancellation)
    {
        string? cursor = null;
        var said = new Queue<string>();
        await foreach (var recorded in api.ReadPagesAsync($"threads/{thread}/events", cancellation))
        {
            cursor = recorded.Cursor;
            if (recorded.Type is not ("message.received" or "message.sent")) continue;
            var sign = recorded.Type is "message.received" ? "› " : "";
            said.Enqueue(terminal.Paint(sign + Plain.Short(recorded.Payload.Text("text") ?? "", 200), Ink.Faint));
            if (said.Count > RememberedLines) said.Dequeue();
        }

        if (isShown && !terminal.IsJson) terminal.Lines(said);
        return cursor;
    }

    private void TellLost(bool isLost)
    {
        if (!terminal.IsJson)
        {
            terminal.Line(terminal.Paint(
                isLost ? "… OmniSage went away; waiting for it to come back" : "… OmniSage is back", Ink.Faint));
        }
    }
}
