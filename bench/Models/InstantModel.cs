using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OmniSage.Bench.Models;

/// <summary>
/// A provider that speaks OpenAI's chat completions and takes no time of its own, in a process of its own that ends
/// with its input. A message may ask it to hold its answer back, or to say it piece by piece.
/// </summary>
internal static class InstantModel
{
    public const string Word = "model";

    /// <summary>What a message says to have its answer held back, and one that joins it to have it at once.</summary>
    public const string Hold = "hold it back";

    public const string GoOn = "go on now";

    /// <summary>What a message says to get <see cref="Pieces"/> pieces, each with the moment of its sending.</summary>
    public const string Stream = "say it slowly";

    public const int Pieces = 60;

    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PieceTime = TimeSpan.FromMilliseconds(20);

    private static readonly byte[] End =
    [
        .. Chunk("""{"index":0,"delta":{},"finish_reason":"stop"}"""),
        .. Data("""{"model":"instant","choices":[],"usage":{"prompt_tokens":700,"completion_tokens":9}}"""),
        .. Data("[DONE]"),
    ];

    private static readonly byte[] Answer = [.. Piece("A short answer "), .. Piece("in a few words."), .. End];

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(ServeAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    /// <summary>The moment that a piece was sent, in ticks of <see cref="Stopwatch"/>.</summary>
    public static IEnumerable<long> MomentsIn(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(moment => long.Parse(moment, CultureInfo.InvariantCulture));

    private static async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var (asked, output) = (body.GetBuffer().AsMemory(0, (int)body.Length), context.Response.BodyWriter);
        context.Response.ContentType = "text/event-stream";
        if (Says(asked, Hold) && !Says(asked, GoOn))
        {
            await output.FlushAsync(context.RequestAborted);
            await Task.Delay(HoldTime, TimeProvider.System, context.RequestAborted);
        }

        if (!Says(asked, Stream))
        {
            await output.WriteAsync(Answer, context.RequestAborted);
            return;
        }

        for (var piece = 0; piece < Pieces; piece++)
        {
            var now = string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()} ");
            await output.WriteAsync(Piece(now), context.RequestAborted);
            await Task.Delay(PieceTime, TimeProvider.System, context.RequestAborted);
        }

        await output.WriteAsync(End, context.RequestAborted);
    }

    private static bool Says(ReadOnlyMemory<byte> body, string words) =>
        body.Span.IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;

    private static byte[] Piece(string text) => Chunk($$$"""{"index":0,"delta":{"content":"{{{text}}}"}}""");

    private static byte[] Chunk(string choice) => Data(
        $$$"""{"id":"c","object":"chat.completion.chunk","model":"instant","choices":[{{{choice}}}]}""");

    private static byte[] Data(string data) => Encoding.UTF8.GetBytes($"data: {data}\n\n");
}
