using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OmniSage.Api.Sessions;
using OmniSage.Api.Web;
using OmniSage.Sandbox;
using OmniSage.Silo.FirstStart;

namespace OmniSage.Silo;

/// <summary>
/// Says on the terminal that OmniSage is ready, and leaves its address where the command line finds it.
/// </summary>
internal sealed class Announcement(
    IServer server,
    IHostApplicationLifetime lifetime,
    SiloArguments arguments,
    SandboxHost sandboxes,
    WebFiles web,
    FirstKey key,
    SignIn signIn) : IHostedService
{
    public const string UrlFile = "url";

    private string? code;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // The page needs somebody to sign in: whoever sees this terminal may, as they may read the key's file.
        if (web.IsBuilt && await key.FindCallerAsync(cancellationToken) is { } owner)
            code = await signIn.OfferAsync(owner);
        lifetime.ApplicationStarted.Register(Announce);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What a command line that is started in the same place needs to find the key.</summary>
    private string DataOption()
    {
        var folder = arguments.DataFolder;
        if (folder == Path.GetFullPath("data")) return "";
        return folder.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? $" --data {folder}"
            : $" --data '{folder.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private void Announce()
    {
        var url = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? arguments.Url;
        File.WriteAllText(Path.Combine(arguments.DataFolder, UrlFile), url);
        Console.WriteLine($"OmniSage is ready: {url}");
        Console.WriteLine(
            $"Talk to it in another terminal: ./omnisage chat{DataOption()} \"run: uname -a && ls /\""
            + "   (Ctrl-C stops it)");
        if (code is not null)
            Console.WriteLine($"Or in a browser, once, within ten minutes: {url}/{SignIn.Fragment}{code}");
        if (sandboxes.GetCapabilitiesAsync(CancellationToken.None)
            is { IsCompletedSuccessfully: true, Result: { Available: false } lacking })
        {
            Console.WriteLine($"It cannot execute anything here: {lacking.Reason} {lacking.NextStep}");
        }
    }
}
