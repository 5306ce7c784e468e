namespace OmniSage.Egress;

/// <summary>The answer to an <see cref="EgressPost"/>, whose body is read as it comes.</summary>
/// <param name="Status">The HTTP status, whatever it is; a redirect is an answer like any other.</param>
/// <param name="ContentType">The media type in lower case, without parameters; empty when there is none.</param>
/// <param name="RetryAfter">How long the server asks to wait; null when it does not say, or not clearly.</param>
/// <param name="Body">The body, bounded in bytes and in time; what goes wrong with it is an
/// <see cref="EgressException"/>.</param>
public sealed record EgressAnswer(int Status, string ContentType, TimeSpan? RetryAfter, Stream Body) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
