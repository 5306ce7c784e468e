using System.CommandLine;
using System.CommandLine.Parsing;
using OmniSage.Cli.Display;
using OmniSage.Cli.Files;
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

    private static readonly Option<string?> Agent = new("--agent")
    {
        Description = "Whom a new conversation is with: see omnisage agents.",
    };

    private static readonly Option<string[]> Image = new("--image")
    {
        Description = "A picture that the message is about: PNG, JPEG, GIF or WebP; up to four.",
    };

    public static Command Create()
    {
        Mode.AcceptOnlyFromAmong("steer", "queue", "interrupt", "collect");
        var command = new Command("chat", "Gives the agent a message and shows what comes of it.")
        {
            Text, Thread, Mode, Agent, Image,
        };
        command.Does(RunAsync);
        return command;
    }

    /// <summary>
    /// A mistyped option must not become a message and work. Behind <c>--</c>, and with a space in it, it may.
    /// </summary>
    private static void RefuseUnknownOption(ParseResult parsed, string[] words)
    {
        if (parsed.Tokens.Any(token => token.Type is TokenType.DoubleDash)) return;
        if (words.FirstOrDefault(IsLikeOption) is not { } option) return;
        throw new Fault(
            $"There is no option '{Plain.Short(option, 40)}'; a message that begins so goes behind --.",
            ExitCode.WrongUse,
            "unknown_option");
    }

    private static bool IsLikeOption(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2 && !word.Any(char.IsWhiteSpace);

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var mode = parsed.GetValue(Mode);
        var words = parsed.GetValue(Text) ?? [];
        RefuseUnknownOption(parsed, words);
        var text = string.Join(' ', words);
        if (words.Length > 0 && string.IsNullOrWhiteSpace(text))
            throw new Fault("The message is empty.", ExitCode.WrongUse, "empty_message");
        var agent = parsed.GetValue(Agent);
        if (agent is not null && parsed.GetValue(Thread) is not null)
            throw new Fault("A thread keeps its agent: leave --agent out.", ExitCode.WrongUse, "agent_of_thread");
        var images = await ReadAsync(parsed.GetValue(Image) ?? [], cancellation);
        if (images.Count > 0 && text.Length == 0)
            throw new Fault("A picture comes with a message: say what about it.", ExitCode.WrongUse, "empty_message");
        using var api = GlobalOptions.Connect(parsed);
        var known = parsed.GetValue(Thread) is { } given ? Requests.Id(given, "thread") : null;
        var thread = known ?? await api.OpenThreadAsync(agent, cancellation);
        var chat = new Conversation(api, terminal, thread, mode);
        var cursor = known is null ? null : await chat.SkipPastAsync(isShown: text.Length == 0, cancellation);
        return text.Length > 0
            ? await OneMessage.RunAsync(chat, text, images, cursor, cancellation)
            : await (Console.IsInputRedirected || terminal.IsJson
                ? PipedTalk.RunAsync(chat, cursor, cancellation)
                : LiveTalk.RunAsync(chat, cursor, cancellation));
    }

    private static async Task<List<byte[]>> ReadAsync(string[] paths, CancellationToken cancellation)
    {
        var images = new List<byte[]>();
        foreach (var path in paths) images.Add(await LocalFile.ReadAsync(path, cancellation));
        return images;
    }
}
