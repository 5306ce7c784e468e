namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>What sums of usage can be told apart by.</summary>
public enum UsageKey { Day, Workspace, User, Agent, Level, Model }
