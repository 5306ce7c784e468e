namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>Whose spending a limit bounds, from the widest to the narrowest.</summary>
public enum BudgetLevel { Tenant, Workspace, User, Agent, Run }
