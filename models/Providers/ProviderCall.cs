using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OmniSage.Egress;

namespace OmniSage.Models.Providers;

/// <summary>
/// Posts a request to one provider and reads its stream of events, whatever the protocol in them. All that can go
/// wrong on the way is a <see cref="ModelFaultException"/>.
/// </summary>
internal sealed class ProviderCall(EgressEndpoint endpoint, LinkSettings link)
{
    private const int ErrorBytesMax = 16 * 1024;

    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="headersOf">The headers, given the key, if there is one.</param>
    /// <param name="wire">Reads the protocol.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        ReadOnlyMemory<byte> body,
        Func<string?, ImmutableArray<KeyValuePair<string, string>>> headersOf,
        IWireAnswer wire,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var key = await link.Key(cancellation);
        await using var answer = await GuardedAsync(() => PostAsync(body, headersOf(key), cancellation));
        if (answer.Status is < 200 or > 299) throw await RefusedAsync(answer, key, cancellation);
        if (answer.ContentType is not ("text/event-stream" or "application/json" or ""))
        {
            throw new ModelFaultException(
                ModelErrors.Garbled,
                $"{link.Name} answered with {ErrorText.Clean(answer.ContentType, key)} where a model's answer was due: "
                + "check its address.");
        }

        await using var events = EventsOf(answer, cancellation).GetAsyncEnumerator(cancellation);
        var hasBegun = false;
        while (!wire.IsOver && await GuardedAsync(() => events.MoveNextAsync().AsTask()))
        {
            if (Guarded(() => Take(wire, events.Current, key, hasBegun)) is { } update) yield return update;
            hasBegun |= !IsOpening(events.Current);
        }

        yield return Guarded(wire.End);
    }

    private static async IAsyncEnumerable<ProviderEvent> EventsOf(
        EgressAnswer answer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (answer.ContentType is "application/json")
        {
            using var whole = await JsonDocument.ParseAsync(answer.Body, default, cancellation);
            yield return new(whole.RootElement.Clone(), IsWhole: true);
            yield break;
        }

        var events = SseParser.Create(answer.Body, (_, data) => Read(data));
        await foreach (var one in events.EnumerateAsync(cancellation)) yield return new(one.Data);
    }

    private Task<EgressAnswer> PostAsync(
        ReadOnlyMemory<byte> body,
        ImmutableArray<KeyValuePair<string, string>> headers,
        CancellationToken cancellation) => endpoint.PostAsync(
        new(body)
        {
            Headers = headers,
            BodyBytesMax = link.AnswerBytesMax,
            FirstByteTimeMax = link.FirstByteTimeMax,
            IdleTimeMax = link.IdleTimeMax,
        },
        cancellation);

    /// <summary>
    /// An error can come in the middle of an answer too: what was said until then is a broken answer, whatever the
    /// error says.
    /// </summary>
    private ChatResponseUpdate? Take(IWireAnswer wire, ProviderEvent one, string? key, bool hasBegun)
    {
        if (one.IsEnd) return wire.Take(one);
        if (one.Data.ValueKind is not JsonValueKind.Object) throw ProviderErrors.Garbled(link.Name);
        return one.Data.Member("error") is { } error
            ? throw (hasBegun
                ? new ModelFaultException(ModelErrors.BrokeOff, $"{link.Name} broke its answer off with an error.")
                : ProviderErrors.OfStream(link.Name, error, key))
            : wire.Take(one);
    }

    /// <summary>What a stream begins with before the model says anything.</summary>
    private static bool IsOpening(ProviderEvent one) =>
        one is { IsEnd: false, Data.ValueKind: JsonValueKind.Object }
        && one.Data.Member("type") is { ValueKind: JsonValueKind.String } type
        && type.GetString() is "message_start" or "ping";

    private static JsonElement Read(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8)) return default;
        var reader = new Utf8JsonReader(data);
        return JsonElement.ParseValue(ref reader);
    }

    private async Task<ModelFaultException> RefusedAsync(
        EgressAnswer answer, string? key, CancellationToken cancellation)
    {
        var said = new byte[ErrorBytesMax];
        var length = 0;
        try
        {
            length = await answer.Body.ReadAtLeastAsync(said, said.Length, throwOnEndOfStream: false, cancellation);
        }
        catch (EgressException)
        {
            // The status says enough.
        }

        return ProviderErrors.OfStatus(link.Name, answer.Status, answer.RetryAfter, said.AsSpan(0, length), key);
    }

    private async Task<T> GuardedAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (FaultOf(fault) is { } told)
        {
            throw told;
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (FaultOf(fault) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Text that is no text (half a character, bytes that are no UTF-8) shows only when it is read.</summary>
    private ModelFaultException? FaultOf(Exception fault) => fault switch
    {
        EgressException known => ProviderErrors.OfEgress(link.Name, known),
        JsonException or InvalidOperationException => ProviderErrors.Garbled(link.Name, fault),
        _ => null,
    };
}
