using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Api.Budgets;

/// <summary>What model calls took, in sums. Money is in millionths of <paramref name="Currency"/>.</summary>
internal sealed record UsageView(
    string From, string To, string Currency, IReadOnlyList<UsageSumView> Items, bool More);

/// <summary>One sum; what it is not told apart by is left out.</summary>
internal sealed record UsageSumView(
    string? Day,
    string? Workspace,
    string? User,
    string? Agent,
    string? Level,
    string? Provider,
    string? Model,
    long Calls,
    long Failures,
    long Estimates,
    long Unpriced,
    long InputTokens,
    long CachedTokens,
    long OutputTokens,
    long CostMicro)
{
    public static UsageSumView Of(UsageSum sum) => new(
        sum.Day,
        sum.Workspace?.ToString("N"),
        sum.User?.ToString("N"),
        sum.Agent?.ToString("N"),
        sum.Level,
        sum.Provider,
        sum.Model,
        sum.Calls,
        sum.Failures,
        sum.Estimates,
        sum.Unpriced,
        sum.InputTokens,
        sum.CachedTokens,
        sum.OutputTokens,
        sum.Cost);
}
