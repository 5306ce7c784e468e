namespace OmniSage.GrainInterfaces.Executors;

/// <summary>How a task ended. Done means checked: without checks it is <see cref="Unverified"/>.</summary>
public enum TaskEnd { Verified, Unverified, Failed, Cancelled }
