namespace OmniSage.GrainInterfaces.Memory;

/// <summary>What became of the wish to have something forgotten.</summary>
public enum ForgetOutcome { Forgotten, NotFound }
