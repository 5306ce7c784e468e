using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Sessions;

/// <summary><c>omnisage link</c>: a link that signs a browser in, once.</summary>
internal static class LinkCommand
{
    public static Command Create()
    {
        var command = new Command("link", "Prints a link that signs a browser in: once, within ten minutes.");
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var (link, address) = await api.OfferSignInAsync(cancellation);
        terminal.Line(terminal.IsJson
            ? JsonLine.Of(json =>
            {
                json.WriteString("url", address.AbsoluteUri);
                json.WriteString("expires", link.Text("expires"));
            })
            : address.AbsoluteUri);
        return ExitCode.Done;
    }
}
