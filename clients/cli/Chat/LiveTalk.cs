using System.Threading.Channels;
using OmniSage.Cli.Display;

namespace OmniSage.Cli.Chat;

/// <summary>
/// A conversation at a terminal: what happens appears above the line being typed. Ctrl-D ends it; Ctrl-C only says so,
/// because nobody should lose a conversation, or stop work, by a reflex.
/// </summary>
internal static class LiveTalk
{
    public static async Task<int> RunAsync(Conversation chat, string? cursor, CancellationToken cancellation)
    {
        var terminal = chat.Terminal;
        var talk = new Talk(chat);
        var lines = Channel.CreateBounded<string>(64);
        var editor = new LineEditor();
        terminal.Line(terminal.Paint(
            "Say what you want done. /status, /cancel, /help; Ctrl-D ends the conversation.", Ink.Faint));
        Console.TreatControlCAsInput = true;
        try
        {
            terminal.ShowPrompt(() => editor.Draw(Terminal.Width));
            var typing = new Thread(() => Type(editor, terminal, lines.Writer)) { IsBackground = true };
            typing.Start();
            var reading = talk.ReadAsync(cursor, cancellation);
            var sending = SendAsync(talk, lines.Reader, cancellation);
            await await Task.WhenAny(reading, sending);
        }
        finally
        {
            terminal.HidePrompt();
            Console.TreatControlCAsInput = false;
        }

        if (talk.IsBusy) terminal.Line($"Work goes on; come back with: omnisage chat --thread {chat.Id}");
        return ExitCode.Done;
    }

    private static async Task SendAsync(Talk talk, ChannelReader<string> lines, CancellationToken cancellation)
    {
        await foreach (var line in lines.ReadAllAsync(cancellation)) await talk.SayAsync(line, cancellation);
    }

    private static void Type(LineEditor editor, Terminal terminal, ChannelWriter<string> lines)
    {
        while (true)
        {
            switch (editor.Take(Console.ReadKey(intercept: true)))
            {
                case Typed.More:
                    if (!Console.KeyAvailable) terminal.Redraw();
                    break;
                case Typed.Line:
                    var line = editor.TakeLine();
                    if (line.Trim().Length == 0) break;
                    terminal.Line(terminal.Paint($"› {Plain.Line(line)}", Ink.Strong));
                    if (!lines.TryWrite(line))
                        terminal.Line("Too many messages wait to be sent: this one was not taken.");
                    break;
                case Typed.Interrupt:
                    terminal.Line(terminal.Paint(
                        "Ctrl-D ends the conversation, and work goes on. /cancel stops the work.", Ink.Faint));
                    break;
                case Typed.End:
                    lines.TryComplete();
                    return;
            }
        }
    }
}
