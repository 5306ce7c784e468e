using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OmniSage.Sandbox.Daemon;

/// <summary>What the daemon is asked to do.</summary>
internal enum WireCall
{
    Hold,
    Probe,
    Reap,
    Create,
    Run,
    List,
    Read,
    Write,
    Snapshot,
    Restore,
}

/// <summary>One call's arguments; which are given depends on the call.</summary>
internal sealed record WireRequest(WireCall Call)
{
    public string? Session { get; init; }

    public SandboxSpec? Spec { get; init; }

    public SandboxKernel Kernel { get; init; }

    public string? Line { get; init; }

    public TimeSpan? TimeMax { get; init; }

    public string? Path { get; init; }

    /// <summary>Entries of a listing, bytes of a file or of an archive.</summary>
    public long Most { get; init; }
}

/// <summary>How a call ended well; which values are given depends on the call.</summary>
internal sealed record WireAnswer
{
    public string? Session { get; init; }

    public SandboxCapabilities? Capabilities { get; init; }

    public CommandEnd End { get; init; }

    public int? ExitCode { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>Reaped sessions, bytes of a file or of an archive.</summary>
    public long Count { get; init; }

    public bool Truncated { get; init; }

    public ImmutableArray<FileEntry> Entries { get; init; } = [];
}

/// <summary>How a call failed: a <see cref="SandboxException"/>, or with code null a cancellation.</summary>
internal sealed record WireFailure(string? Code, bool Retryable, string Message);

/// <summary>The JSON of the frames.</summary>
[JsonSerializable(typeof(WireRequest))]
[JsonSerializable(typeof(WireAnswer))]
[JsonSerializable(typeof(WireFailure))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
internal sealed partial class WireJson : JsonSerializerContext;
