namespace OmniSage.Sandbox;

/// <summary>Every bound on one session. All are positive; <c>SandboxOptions</c> validates the defaults.</summary>
public sealed record SandboxLimits
{
    /// <summary>Memory of the session's processes, swap included, beside its files. Default 512 MiB.</summary>
    public long MemoryBytesMax { get; init; } = 512L << 20;

    /// <summary>Processes and threads at once. Default 128.</summary>
    public int ProcessesMax { get; init; } = 128;

    /// <summary>Processor time per second of wall clock, in cores. Default 1.</summary>
    public double CpuCores { get; init; } = 1;

    /// <summary>Bytes in <c>/workspace</c>. Default 256 MiB.</summary>
    public long DiskBytesMax { get; init; } = 256L << 20;

    /// <summary>Bytes in <c>/tmp</c>. Default 64 MiB.</summary>
    public long TempBytesMax { get; init; } = 64L << 20;

    /// <summary>Files and folders in <c>/workspace</c> and <c>/tmp</c>, each. Default 50,000.</summary>
    public int FilesMax { get; init; } = 50_000;

    /// <summary>Open files per process. Default 1,024.</summary>
    public int OpenFilesMax { get; init; } = 1024;

    /// <summary>Wall time of one command. Default 10 minutes.</summary>
    public TimeSpan CommandTimeMax { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that one command may print, both channels together. Default 8 MiB.</summary>
    public long OutputBytesMax { get; init; } = 8L << 20;

    /// <summary>
    /// Bytes of each channel kept in the result: half from the start, half from the end. Default 64 KiB.
    /// </summary>
    public int OutputKeptBytesMax { get; init; } = 64 << 10;

    /// <summary>Wall time of one snapshot or restore. Default 2 minutes.</summary>
    public TimeSpan TransferTimeMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes of a command's line. Default 256 KiB.</summary>
    public int LineBytesMax { get; init; } = 256 << 10;

    /// <summary>Bytes of a command's standard input. Default 16 MiB.</summary>
    public int StdinBytesMax { get; init; } = 16 << 20;
}
