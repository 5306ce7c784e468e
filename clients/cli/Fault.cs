namespace OmniSage.Cli;

/// <summary>A command cannot go on. The message is for a person and says what to do next.</summary>
internal sealed class Fault(string message, int exitCode = ExitCode.Failed, string code = "failed") : Exception(message)
{
    public int ExitCode => exitCode;

    /// <summary>The stable code of the server's problem, or one of our own.</summary>
    public string Code => code;

    /// <summary>What is wrong in a text that was sent, where the server says so.</summary>
    public IReadOnlyList<TextFault> Places { get; init; } = [];
}
