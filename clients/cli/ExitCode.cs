namespace OmniSage.Cli;

/// <summary>How a command ends, for scripts.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;

    /// <summary>The work waits for a person to approve or to answer something.</summary>
    public const int Waiting = 3;
}
