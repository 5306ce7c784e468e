namespace OmniSage.Sandbox.Daemon;

/// <summary>What a frame on a connection to the sandbox daemon carries.</summary>
/// <remarks>
/// The protocol, whole. A connection is one call. Every frame is one byte of kind, four bytes of length (little
/// endian, at most <see cref="WireConnection.FrameBytesMax"/>) and that many bytes. The caller sends one
/// <see cref="Request"/> (JSON, <see cref="WireRequest"/>); where the call takes bytes (standard input, a file, an
/// archive), <see cref="Data"/> frames and one empty <see cref="DataEnd"/> follow. The daemon sends
/// <see cref="Stdout"/>, <see cref="Stderr"/> and <see cref="Data"/> frames as the call brings them, and ends with one
/// <see cref="Answer"/> (JSON, <see cref="WireAnswer"/>) or <see cref="Failure"/> (JSON, <see cref="WireFailure"/>).
/// <see cref="Cancel"/>, or closing the connection, cancels the call. A slow reader holds the command back.
/// The calls <c>create</c> and <c>hold</c> stay open after their answer: a session lives as long as the connection that
/// made it, so whoever dies leaves none behind; its end is asked for by <see cref="Cancel"/> and told by a second
/// answer; when its sandbox dies by itself, <see cref="Died"/> comes.
/// </remarks>
internal enum WireFrame : byte
{
    Request = (byte)'q',
    Data = (byte)'d',
    DataEnd = (byte)'e',
    Stdout = (byte)'o',
    Stderr = (byte)'r',
    Answer = (byte)'a',
    Failure = (byte)'f',
    Cancel = (byte)'c',
    Died = (byte)'x',
}
