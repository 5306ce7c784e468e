namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>What becomes of a message that arrives while a turn runs.</summary>
public enum QueueMode
{
    /// <summary>It joins the running turn at its next step.</summary>
    Steer,

    /// <summary>It gets a turn of its own after the running one.</summary>
    Queue,

    /// <summary>It cancels the running turn and gets the next one.</summary>
    Interrupt,

    /// <summary>It shares one next turn with all others that arrive meanwhile.</summary>
    Collect,
}
