namespace OmniSage.GrainInterfaces;

/// <summary>
/// The one exception that grains throw. <see cref="Code"/> is stable and is what callers decide by;
/// the message is for people and holds no content.
/// </summary>
[GenerateSerializer, Alias("omnisage.exception")]
public sealed class OmniSageException : Exception
{
    public OmniSageException(string code, string message, bool retryable = false, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Retryable = retryable;
    }

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    [Id(0)]
    public string Code { get; }

    /// <summary>Whether the same call may succeed when it is made again.</summary>
    [Id(1)]
    public bool Retryable { get; }
}
