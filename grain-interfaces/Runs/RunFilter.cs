namespace OmniSage.GrainInterfaces.Runs;

/// <summary>Which runs a list holds; what is null does not narrow it.</summary>
public sealed record RunFilter(Guid? Thread = null, Guid? Parent = null, RunStatus? Status = null);
