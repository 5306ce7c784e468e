namespace OmniSage.GrainInterfaces.Runs;

/// <summary>What a wish to cancel met. Every value is expected.</summary>
public enum CancelOutcome { Cancelled, AlreadyEnded, NotFound }
