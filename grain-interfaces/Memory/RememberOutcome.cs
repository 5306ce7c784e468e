namespace OmniSage.GrainInterfaces.Memory;

/// <summary>What became of the wish to have something kept.</summary>
public enum RememberOutcome
{
    /// <summary>It is durable.</summary>
    Remembered,

    /// <summary>The thread or the workspace is set to keep nothing.</summary>
    SwitchedOff,

    /// <summary>The scope holds as many facts as it may.</summary>
    Full,

    /// <summary>A fact that it replaces or sums up is not there, or was replaced already.</summary>
    NotFound,
}
