using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Api.Budgets;

/// <summary>The limits that hold for the caller here. Money is in millionths of the currency.</summary>
internal sealed record BudgetStatusView(
    string Currency,
    IReadOnlyList<LimitView> Limits,
    IReadOnlyList<BudgetNoticeView> Notices,
    IReadOnlyList<PriceView> Prices);

/// <summary>A limit and how far it is. What it does not bound is left out; a run's is each run's own.</summary>
internal sealed record LimitView(
    BudgetLevel Level,
    BudgetPeriod Period,
    string? From,
    long? LimitMicro,
    long? SpentMicro,
    long? ReservedMicro,
    long? LeftMicro,
    long? LimitTokens,
    long? SpentTokens,
    long? ReservedTokens,
    long? LeftTokens)
{
    public static LimitView Of(LimitStatus status)
    {
        var (limit, isRun) = (status.Limit, status.Limit.Level is BudgetLevel.Run);
        var left = new Amount(limit.Money ?? 0, limit.Tokens ?? 0) - status.Spent - status.Reserved;
        return new(
            limit.Level,
            limit.Period,
            isRun ? null : status.From,
            limit.Money,
            Of(limit.Money, status.Spent.Money),
            Of(limit.Money, status.Reserved.Money),
            Of(limit.Money, Math.Max(0, left.Money)),
            limit.Tokens,
            Of(limit.Tokens, status.Spent.Tokens),
            Of(limit.Tokens, status.Reserved.Tokens),
            Of(limit.Tokens, Math.Max(0, left.Tokens)));

        long? Of(long? bound, long amount) => bound is null || isRun ? null : amount;
    }
}

/// <summary>That so much of a limit was used.</summary>
internal sealed record BudgetNoticeView(
    string Id, BudgetLevel Level, BudgetPeriod Period, string From, int Percent, string Thread, string At)
{
    public static BudgetNoticeView Of(BudgetNotice notice) => new(
        notice.Id.ToString("N"),
        notice.Limit.Level,
        notice.Limit.Period,
        notice.From,
        notice.Percent,
        notice.Thread.ToString("N"),
        Timestamp.Text(notice.AtUs));
}

/// <summary>What a million tokens of a model cost.</summary>
internal sealed record PriceView(
    string Model, string? Provider, long InputMicro, long OutputMicro, long? CachedInputMicro)
{
    public static PriceView Of(Price price) => new(
        price.Model, price.Provider, price.Input, price.Output, price.CachedInput);
}
