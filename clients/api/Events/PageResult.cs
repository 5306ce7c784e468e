using System.Text.Json;

namespace OmniSage.Api.Events;

/// <summary>Answers with a page of events, in the form of <see cref="EventPage"/>.</summary>
internal sealed class PageResult(ImmutableArray<StoredEvent> events, string[] cursors, string next, bool more) : IResult
{
    private const int FlushBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        var output = httpContext.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(output, EventWriter.Options);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        for (var i = 0; i < events.Length; i++)
        {
            EventWriter.Write(json, events[i], cursors[i]);
            if (output.UnflushedBytes + json.BytesPending < FlushBytes) continue;
            json.Flush();
            await output.FlushAsync(httpContext.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteString("next"u8, next);
        json.WriteBoolean("more"u8, more);
        json.WriteEndObject();
        json.Flush();
        await output.FlushAsync(httpContext.RequestAborted);
    }
}
