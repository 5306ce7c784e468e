using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Chat;

/// <summary><c>omnisage chat</c>: one message to its end, or a conversation.</summary>
internal static class ChatCommand
{
    private static readonly Argument<string[]> Text = new("text")
    {
        Description = "The message; without it a conversation begins.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Thread = new("--thread") { Description = "Go on in this thread." };

    private static readonly Option<string?> Mode = new("--mode")
    {
        Description = "How a message joins the work under way: steer, queue, interrupt or collect.",
    };

    public static Command Create()
    {
        Mode.AcceptOnlyFromAmong("steer", "queue", "interrupt", "collect");
        var command = new Command("chat", "Gives the agent a message and shows what comes of it.")
        {
            Text, Thread, Mode,
        };
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var mode = parsed.GetValue(Mode);
        var text = string.Join(' ', parsed.GetValue(Text) ?? []);
        var known = parsed.GetValue(Thread) is { } given ? Requests.Id(given, "thread") : null;
        var thread = known ?? await api.OpenThreadAsync(cancellation);
        var chat = new Conversation(api, terminal, thread, mode);
        var cursor = known is null ? null : await chat.SkipPastAsync(isShown: text.Length == 0, cancellation);
        return text.Length > 0
            ? await OneMessage.RunAsync(chat, text, cursor, cancellation)
            : await (Console.IsInputRedirected || terminal.IsJson
                ? PipedTalk.RunAsync(chat, cursor, cancellation)
                : LiveTalk.RunAsync(chat, cursor, cancellation));
    }
}
