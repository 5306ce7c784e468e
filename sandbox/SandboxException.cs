namespace OmniSage.Sandbox;

/// <summary>The one exception of this project. Callers decide by <see cref="Code"/>, never by the message.</summary>
public sealed class SandboxException(string code, bool retryable, string message, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>No driver can isolate here, or a required limit is missing; the message names the next step.</summary>
    public const string Unavailable = "sandbox.unavailable";

    /// <summary>All places are taken and the queue is full.</summary>
    public const string Busy = "sandbox.busy";

    /// <summary>The sandbox could not be started this time.</summary>
    public const string StartFailed = "sandbox.start-failed";

    /// <summary>The session's sandbox is gone.</summary>
    public const string Died = "sandbox.died";

    /// <summary>The spec asks for network, which no driver gives yet.</summary>
    public const string EgressRefused = "sandbox.egress-refused";

    /// <summary>A spec, command or argument is outside its bounds.</summary>
    public const string Invalid = "sandbox.invalid";

    /// <summary>The path leaves the workspace, or is not what the call needs.</summary>
    public const string PathRefused = "sandbox.path-refused";

    /// <summary>There is no such file or folder.</summary>
    public const string NotFound = "sandbox.not-found";

    /// <summary>The workspace has no room for it.</summary>
    public const string DiskFull = "sandbox.disk-full";

    /// <summary>A snapshot is over the bytes it may have.</summary>
    public const string TooLarge = "sandbox.too-large";

    /// <summary>The archive could not be made or unpacked whole.</summary>
    public const string TransferFailed = "sandbox.transfer-failed";

    /// <summary>Stable; one of this class's constants.</summary>
    public string Code { get; } = code;

    /// <summary>Whether the same call may succeed later.</summary>
    public bool Retryable { get; } = retryable;
}
