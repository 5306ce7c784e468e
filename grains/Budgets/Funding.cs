using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>Whether a run may ask a model now.</summary>
internal abstract record Funding
{
    /// <summary>It may; an allowance, where one is needed, is staged.</summary>
    public sealed record Ready : Funding;

    /// <summary>A limit is in the way; nothing is staged.</summary>
    public sealed record Short(BudgetShortage Shortage) : Funding;

    /// <summary>It cannot be known what it would cost; nothing is staged.</summary>
    public sealed record Refused(string Code, string Error) : Funding;
}
