namespace OmniSage.Sandbox;

/// <summary>A piece of a running command's output.</summary>
/// <param name="Channel">Where the command wrote it.</param>
/// <param name="Offset">Bytes of this channel before it: frames of one channel have no gap.</param>
/// <param name="Bytes">Only valid during the call that hands it over.</param>
public readonly record struct OutputFrame(OutputChannel Channel, long Offset, ReadOnlyMemory<byte> Bytes);

/// <summary>The two output channels of a command.</summary>
public enum OutputChannel
{
    Stdout,
    Stderr,
}
