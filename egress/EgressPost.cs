namespace OmniSage.Egress;

/// <summary>One POST to an <see cref="EgressEndpoint"/>, and the bounds of its answer.</summary>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record EgressPost(ReadOnlyMemory<byte> Body)
{
    /// <summary>Headers of the request, such as a credential; they go to the endpoint and nowhere else.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Bytes of the answer's body; a longer one is <see cref="EgressException.TooLarge"/>.</summary>
    public required long BodyBytesMax { get; init; }

    /// <summary>Time to the first byte of the answer's body, connecting included.</summary>
    public required TimeSpan FirstByteTimeMax { get; init; }

    /// <summary>Time between two pieces of the body.</summary>
    public required TimeSpan IdleTimeMax { get; init; }
}
