namespace OmniSage.Sandbox;

/// <summary>How a command ended. When this exists, no process of the command does.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="ExitCode">What <c>sh</c> returned (128 + n after signal n), or null if it never ended by
/// itself.</param>
/// <param name="Stdout">What it printed, bounded.</param>
/// <param name="Stderr">What it printed on the error channel, bounded.</param>
/// <param name="Elapsed">From hand-over to the last process gone.</param>
public sealed record CommandResult(
    CommandEnd End, int? ExitCode, KeptOutput Stdout, KeptOutput Stderr, TimeSpan Elapsed);

/// <summary>Start and end of one channel's output.</summary>
/// <param name="Head">The first bytes; all of them when <paramref name="Tail"/> is empty.</param>
/// <param name="Tail">The last bytes, following <paramref name="Head"/> with a gap of what is left out.</param>
/// <param name="Total">Bytes that were delivered as frames.</param>
public sealed record KeptOutput(ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail, long Total)
{
    /// <summary>Bytes between head and tail that were not kept.</summary>
    public long Omitted => Total - Head.Length - Tail.Length;
}

/// <summary>Why a command ended.</summary>
public enum CommandEnd
{
    /// <summary>By itself; see the exit code.</summary>
    Exited,

    /// <summary>Its wall time was over.</summary>
    TimedOut,

    /// <summary>It printed more than it may; what was over the limit is dropped.</summary>
    OutputLimit,

    /// <summary>A process of it was killed because the session's memory was used up.</summary>
    MemoryLimit,

    /// <summary>It failed with the disk full, or made more files than it may.</summary>
    DiskLimit,

    /// <summary>Something killed it from within the sandbox.</summary>
    Killed,

    /// <summary>The caller cancelled.</summary>
    Cancelled,

    /// <summary>The whole sandbox is gone; the session is of no more use.</summary>
    SandboxDied,
}
