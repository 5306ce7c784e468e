namespace OmniSage.Silo;

/// <summary>What the process says to whoever started it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;
}
