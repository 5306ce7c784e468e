namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>What became of a grant of more budget. Every value is expected; none is a fault.</summary>
public enum GrantOutcome { Granted, NotFound, AlreadyEnded, TooMany }
