using OmniSage.Cli.Display;

namespace OmniSage.Cli.Chat;

/// <summary>A conversation whose lines come from a pipe; it ends when all that they set off has ended.</summary>
internal static class PipedTalk
{
    public static async Task<int> RunAsync(Conversation chat, string? cursor, CancellationToken cancellation)
    {
        var talk = new Talk(chat);
        var reading = talk.ReadAsync(cursor, cancellation);
        while (await Console.In.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Trim().Length == 0) continue;
            if (!chat.Terminal.IsJson)
                chat.Terminal.Line(chat.Terminal.Paint($"› {Plain.Line(line)}", Ink.Strong));
            await talk.SayAsync(line, cancellation);
        }

        talk.Close();
        await await Task.WhenAny(talk.Settled, reading);
        return talk.ExitCode;
    }
}
