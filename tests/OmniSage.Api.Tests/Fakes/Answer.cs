using System.Net;
using System.Text;
using System.Text.Json;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>What the API answered: its status and its JSON.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Json, HttpResponseMessage Message)
{
    public string? Code => Text("code");

    public string? Text(string name) =>
        Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value.ToString() : null;
}

internal static class Asking
{
    public static Task<Answer> AskAsync(this HttpClient client, string path) =>
        client.AskAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public static Task<Answer> TellAsync(
        this HttpClient client, string path, string json, HttpMethod? method = null) =>
        client.AskAsync(new HttpRequestMessage(method ?? HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        });

    public static async Task<Answer> AskAsync(this HttpClient client, HttpRequestMessage request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var response = await client.SendAsync(request, cancellation);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal);
        var json = bytes.Length == 0 || isJson is not true ? default : JsonDocument.Parse(bytes).RootElement;
        return new(response.StatusCode, json, response);
    }
}
