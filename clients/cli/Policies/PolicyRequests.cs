using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Policies;

/// <summary>The requests that several policy commands make.</summary>
internal static class PolicyRequests
{
    public static Task<JsonElement> GetAsync(ApiClient api, int? version, CancellationToken cancellation) =>
        OfVersionAsync(api.GetAsync(version is null ? "policy" : $"policy?version={version}", cancellation));

    /// <summary>Says of a version that is not there where to find those that are.</summary>
    public static async Task<JsonElement> OfVersionAsync(Task<JsonElement> answer)
    {
        try
        {
            return await answer;
        }
        catch (Fault fault) when (fault.Code is "not_found")
        {
            throw new Fault(
                "There is no such version of the policy: see omnisage policy history.", ExitCode.Failed, fault.Code);
        }
    }

    /// <summary>Changes the policy that follows this version, and tells what came of it.</summary>
    public static async Task<int> ChangeAsync(
        ApiClient api,
        HttpMethod method,
        string path,
        string body,
        long seen,
        Terminal terminal,
        CancellationToken cancellation)
    {
        var receipt = await OfVersionAsync(api.SendAsync(method, path, body, $"\"{seen}\"", cancellation));
        if (terminal.IsJson) terminal.Line(receipt.GetRawText());
        else if (receipt.Text("outcome") is "unchanged") terminal.Line("The policy says that already.");
        else terminal.Line($"The policy is now version {receipt.Number("version")}.");
        return ExitCode.Done;
    }
}
