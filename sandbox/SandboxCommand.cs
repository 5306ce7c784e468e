namespace OmniSage.Sandbox;

/// <summary>One command.</summary>
/// <param name="Line">Run by the sandbox's own <c>sh -c</c> in <c>/workspace</c>; any text without U+0000.</param>
/// <param name="TimeMax">Wall time; null, or more than the session's, takes the session's limit.</param>
/// <param name="Stdin">Standard input, any bytes; empty gives end of file at once.</param>
public sealed record SandboxCommand(string Line, TimeSpan? TimeMax = null, ReadOnlyMemory<byte> Stdin = default);
