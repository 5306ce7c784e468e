using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>Asks for chat completions as a client does, byte by byte where it matters.</summary>
internal static class Chat
{
    public const string Path = "/v1/chat/completions";

    public static string Body(params (string Role, string Text)[] messages) => JsonSerializer.Serialize(new
    {
        model = "omnisage",
        messages = messages.Select(one => new { role = one.Role, content = one.Text }),
    });

    public static Task<Answer> SayAsync(this HttpClient client, params (string Role, string Text)[] messages) =>
        client.TellAsync(Path, Body(messages));

    /// <summary>The one user message "hello", and these further members.</summary>
    public static string Hello(string members = "") =>
        $$"""{"model":"omnisage","messages":[{"role":"user","content":"hello"}]{{members}}}""";

    public static string? Content(this Answer answer) => answer.Json.GetProperty("choices")[0]
        .GetProperty("message").GetProperty("content").GetString();

    public static JsonElement Error(this Answer answer) => answer.Json.GetProperty("error");

    public static string? ErrorCode(this Answer answer) => answer.Error().GetProperty("code").GetString();

    public static string Thread(this Answer answer) => answer.Message.Headers.GetValues("OmniSage-Thread").Single();

    /// <summary>The data of all events of a stream, to its end.</summary>
    public static async Task<List<SseItem<string>>> StreamAsync(this HttpClient client, string path, string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var items = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation)) items.Add(item);
        return items;
    }
}
