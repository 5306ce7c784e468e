namespace OmniSage.Egress;

/// <summary>One GET.</summary>
/// <param name="Url">The address as it was given, in any form; it is read by <see cref="EgressUrl.Parse"/>.</param>
public sealed record EgressRequest(string Url)
{
    /// <summary>
    /// Whether a redirect to this address may be followed; one that may not is the result. None, where not given.
    /// </summary>
    public Func<Uri, bool> MayFollow { get; init; } = _ => false;

    /// <summary>Media types that are wanted, as the header <c>Accept</c> has them.</summary>
    public string Accept { get; init; } = "*/*";

    /// <summary>Bytes of the body, at most and by default <see cref="EgressOptions.BodyBytesMax"/>.</summary>
    public int? BodyBytesMax { get; init; }
}
