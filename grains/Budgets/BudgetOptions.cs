namespace OmniSage.Grains.Budgets;

/// <summary>
/// The limits that hold in the whole install, for each tenant, workspace, user, agent and run alike. None is set by
/// default. Checked at start; each refusal names the setting.
/// </summary>
public sealed class BudgetOptions
{
    /// <summary>The configuration section: <c>Budgets</c>.</summary>
    public const string Section = "Budgets";

    /// <summary>
    /// The currency of all money, a code of three letters. Default USD. Changing it converts nothing.
    /// </summary>
    public string Currency { get; set; } = "USD";

    public PeriodLimitOptions Tenant { get; } = new();

    public PeriodLimitOptions Workspace { get; } = new();

    public PeriodLimitOptions User { get; } = new();

    public PeriodLimitOptions Agent { get; } = new();

    public RunLimitOptions Run { get; } = new();
}
