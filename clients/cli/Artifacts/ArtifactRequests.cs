using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Artifacts;

/// <summary>The requests that several artifact commands make.</summary>
internal static class ArtifactRequests
{
    /// <summary>How many are looked through for one that is named by a part of its id.</summary>
    private const int LookedThrough = 1_000;

    /// <summary>
    /// The artifact of this id, or the only one whose id begins or ends so: ids that are made together begin alike.
    /// </summary>
    public static async Task<JsonElement> FindAsync(ApiClient api, string text, CancellationToken cancellation)
    {
        if (text.Length is 0 or > 32 || !text.All(char.IsAsciiHexDigitLower))
            throw new Fault($"'{Plain.Short(text, 40)}' is no artifact's id.", ExitCode.WrongUse, "bad_id");
        if (text.Length < 32) return await CompleteAsync(api, text, cancellation);
        try
        {
            return await api.GetAsync($"artifacts/{text}", cancellation);
        }
        catch (Fault fault) when (fault.Code is "not_found")
        {
            throw Unknown();
        }
    }

    private static async Task<JsonElement> CompleteAsync(ApiClient api, string part, CancellationToken cancellation)
    {
        var all = await Listing.ReadAsync(api, "artifacts?", LookedThrough, cancellation);
        var found = all.FindAll(item => item.Text("id") is { } id
            && (id.StartsWith(part, StringComparison.Ordinal) || id.EndsWith(part, StringComparison.Ordinal)));
        return found switch
        {
            [var only] => only,
            [] => throw Unknown(),
            _ => throw new Fault(
                $"{found.Count} artifacts have such an id: give more of it.", ExitCode.WrongUse, "ambiguous_id"),
        };
    }

    private static Fault Unknown() => new(
        "There is no such artifact, or it was collected: see omnisage artifacts.", ExitCode.Failed, "not_found");
}
