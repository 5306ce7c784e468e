using System.Text.Json;
using OmniSage.Cli.Display;

namespace OmniSage.Cli.Server;

/// <summary>The requests that commands make, each by its purpose.</summary>
internal static class Requests
{
    private const int PageMax = 1000;

    /// <summary>Opens a thread, once however often it is tried.</summary>
    public static async Task<string> OpenThreadAsync(
        this ApiClient api, string? agent, CancellationToken cancellation)
    {
        var body = JsonLine.Of(json =>
        {
            json.WriteString("clientId", NewId());
            if (agent is not null) json.WriteString("agent", agent);
        });
        return (await api.PostAsync("threads", body, cancellation)).Text("id")!;
    }

    /// <summary>Sends a message, once however often it is tried; answers with its run.</summary>
    public static async Task<(string Message, string Run)> SendAsync(
        this ApiClient api,
        string thread,
        string text,
        string? mode,
        IReadOnlyCollection<byte[]> images,
        CancellationToken cancellation)
    {
        var body = JsonLine.Of(json =>
        {
            json.WriteString("text", text);
            json.WriteString("clientId", NewId());
            if (mode is not null) json.WriteString("mode", mode);
            if (images.Count == 0) return;
            json.WriteStartArray("images");
            foreach (var image in images)
            {
                json.WriteStartObject();
                json.WriteBase64String("data", image);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        var accepted = await api.PostPatientlyAsync($"threads/{thread}/messages", body, cancellation);
        return (accepted.Text("message")!, accepted.Text("run")!);
    }

    /// <summary>All events behind a position that are there already.</summary>
    public static async IAsyncEnumerable<ServerEvent> ReadPagesAsync(
        this ApiClient api,
        string path,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        JsonElement page;
        do
        {
            var from = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            page = await api.GetAsync($"{path}?limit={PageMax}{from}", cancellation);
            foreach (var recorded in page.Items("items")) yield return ServerEvent.OfPage(recorded);
            after = page.Text("next");
        }
        while (page.Is("more"));
    }

    /// <summary>Ids are given whole, as they are shown; anything else cannot be one and is not sent.</summary>
    public static string Id(string text, string what) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower)
        ? text
        : throw new Fault(
            $"'{Plain.Short(text, 40)}' is not the id of a {what}: it has 32 hex digits, see omnisage "
                + $"{(what is "fact" ? "memory list" : $"{what}s")}.",
            ExitCode.WrongUse,
            "bad_id");

    private static string NewId() => $"cli-{Guid.NewGuid():N}";
}
