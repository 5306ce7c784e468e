using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Runs;

/// <summary>Reads lists page by page, up to the limit that was asked for.</summary>
internal static class Listing
{
    private const int PageMax = 200;

    public static Option<int> Limit { get; } = new("--limit")
    {
        Description = "How many at most.", DefaultValueFactory = _ => 20,
    };

    public static async Task<List<JsonElement>> ReadAsync(
        ApiClient api, string path, int limit, CancellationToken cancellation)
    {
        if (limit < 1) throw new Fault("--limit has to be 1 or more.", ExitCode.WrongUse, "bad_limit");
        var all = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var count = Math.Min(PageMax, limit - all.Count);
            var from = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await api.GetAsync($"{path}limit={count}{from}", cancellation);
            all.AddRange(page.Items("items"));
            cursor = page.Text("next");
        }
        while (cursor is not null && all.Count < limit);
        return all;
    }
}
