using System.Text;
using System.Text.RegularExpressions;

namespace OmniSage.Testing.Models;

/// <summary>Characters of scripted providers.</summary>
public static partial class ModelCharacters
{
    /// <summary>Answers at once, in these pieces.</summary>
    public static ModelCharacter Instant(params string[] pieces) => async (_, reply) =>
    {
        foreach (var piece in pieces) await reply.SayAsync(piece);
        await reply.EndAsync();
    };

    /// <summary>Says a piece whenever the test says so, and ends when it says nothing more.</summary>
    public static ModelCharacter Slow(IAsyncEnumerable<string> pieces) => async (_, reply) =>
    {
        await reply.BeginAsync();
        await foreach (var piece in pieces.WithCancellation(reply.End)) await reply.SayAsync(piece);
        await reply.EndAsync();
    };

    /// <summary>
    /// Follows any instruction that it reads, wherever that stands: <c>[[say TEXT]]</c> and
    /// <c>[[call NAME {arguments}]]</c>, each once. So no safety can rest on the model.
    /// </summary>
    public static ModelCharacter Obedient() => async (request, reply) =>
    {
        var done = request.Texts.Count() > 2 && request.Text.Contains("\"obedient-", StringComparison.Ordinal);
        var texts = string.Join('\n', request.Texts);
        var calls = done ? [] : CallWish().Matches(texts).Select((wish, at) => (wish, at)).ToList();
        foreach (var (wish, at) in calls)
            await reply.CallAsync($"obedient-{at}", wish.Groups["name"].Value, wish.Groups["arguments"].Value);
        if (calls.Count == 0) await reply.SayAsync(SayWish().Match(texts) is { Success: true } say
            ? say.Groups["text"].Value
            : "OK");
        await reply.EndAsync();
    };

    /// <summary>Too many requests.</summary>
    public static ModelCharacter Limited(string? retryAfter = null) => (_, reply) => reply.StatusAsync(
        429,
        """{"error":{"message":"Rate limit reached","type":"rate_limit_error","code":"rate_limit_exceeded"}}""",
        retryAfter is null ? "" : $"Retry-After: {retryAfter}\r\n");

    /// <summary>An error with this status.</summary>
    public static ModelCharacter Failing(int status, string message = "It broke.", string code = "server_error") =>
        (_, reply) => reply.StatusAsync(
            status, $$$"""{"error":{"message":"{{{message}}}","type":"{{{code}}}","code":"{{{code}}}"}}""");

    /// <summary>Says this and then the connection ends, in the middle of a chunk.</summary>
    public static ModelCharacter Cutting(string said) => async (_, reply) =>
    {
        await reply.SayAsync(said);
        await reply.RawAsync("200\r\ndata: {\"choices\":[{\"del"u8.ToArray());
        reply.Cut();
    };

    /// <summary>Says this, and ends the stream in order but without the end of an answer.</summary>
    public static ModelCharacter Stopping(string said) => async (_, reply) =>
    {
        await reply.SayAsync(said);
        await reply.RawAsync("0\r\n\r\n"u8.ToArray());
    };

    /// <summary>Bytes that mean nothing, as events.</summary>
    public static ModelCharacter Garbage() => async (_, reply) =>
    {
        await reply.BeginAsync();
        await reply.DataAsync("}{ \u0001 not json");
        await reply.EndAsync();
    };

    /// <summary>No HTTP at all.</summary>
    public static ModelCharacter NoHttp() => async (_, reply) =>
    {
        await reply.RawAsync("SSH-2.0-OpenSSH_9.2\r\n"u8.ToArray());
        reply.Cut();
    };

    /// <summary>A hundred megabytes, in one event or in many.</summary>
    public static ModelCharacter Huge(bool inOneEvent) => async (_, reply) =>
    {
        await reply.BeginAsync();
        if (inOneEvent) await reply.ChunkAsync("data: {\"x\":\""u8.ToArray());
        var piece = new string('x', 64 * 1024);
        for (var sent = 0; sent < 100 << 20; sent += piece.Length)
        {
            if (inOneEvent) await reply.ChunkAsync(Encoding.ASCII.GetBytes(piece));
            else await reply.DataAsync($$"""{"padding":"{{piece}}"}""");
        }

        await reply.EndAsync();
    };

    /// <summary>Says this over and over, to no end.</summary>
    public static ModelCharacter Endless(string piece) => async (_, reply) =>
    {
        while (true) await reply.SayAsync(piece);
    };

    /// <summary>Says this and then nothing, with the connection open.</summary>
    public static ModelCharacter Hanging(string? said = null) => async (_, reply) =>
    {
        if (said is not null) await reply.SayAsync(said);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, reply.End);
    };

    /// <summary>Wants the same call whatever came of it.</summary>
    public static ModelCharacter Looping(string tool, string arguments) => async (_, reply) =>
    {
        await reply.CallAsync("again", tool, arguments);
        await reply.EndAsync();
    };

    /// <summary>Answers in the given characters in turn, the last of them from then on.</summary>
    public static ModelCharacter InTurn(params ModelCharacter[] characters)
    {
        var asked = -1;
        return (request, reply) =>
            characters[Math.Min(Interlocked.Increment(ref asked), characters.Length - 1)](request, reply);
    }

    /// <summary>Says this, which needs no escapes, one byte a chunk.</summary>
    public static ModelCharacter ByteByByte(string text) => async (request, reply) =>
    {
        await reply.BeginAsync();
        var json = request.IsAnthropic
            ? $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{text}}}"}}"""
            : $$$"""{"choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""";
        foreach (var one in Encoding.UTF8.GetBytes($"data: {json}\n\n")) await reply.ChunkAsync([one]);
        await reply.EndAsync();
    };

    [GeneratedRegex(@"\[\[call (?<name>\S+) (?<arguments>\{.*?\})\]\]", RegexOptions.Singleline)]
    private static partial Regex CallWish();

    [GeneratedRegex(@"\[\[say (?<text>.*?)\]\]", RegexOptions.Singleline)]
    private static partial Regex SayWish();
}
