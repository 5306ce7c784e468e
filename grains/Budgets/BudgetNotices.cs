using System.Diagnostics;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Budgets;

/// <summary>What people were told of limits that came near: the fold of the journal of a tenant's budget.</summary>
internal sealed record BudgetNotices : IFold<BudgetNotices>
{
    /// <summary>Notices that are kept to be listed; older ones of periods that are over leave.</summary>
    public const int ListedMax = 100;

    /// <summary>The shares of a limit that are told, the largest first.</summary>
    private static readonly ImmutableArray<int> Shares = [100, 80, 50];

    public static BudgetNotices Empty { get; } = new();

    public static int SnapshotSchema => 1;

    /// <summary>In the order in which they were told.</summary>
    public ImmutableArray<BudgetNotice> Told { get; init; } = [];

    public BudgetNotices Apply(EventPayload payload, EventFacts facts) => payload switch
    {
        BudgetNoticed noticed => Keep(noticed.Notice),
        PayloadErased => this,
        _ => throw new UnreachableException($"A budget's journal holds no {payload.GetType().Name}."),
    };

    /// <summary>The share of the limit that is to be told now; null where none is, or it was told before.</summary>
    /// <param name="status">How far the limit is.</param>
    /// <param name="subject">Whose limit it is.</param>
    /// <param name="isReached">A call was refused for it: that is all of it.</param>
    public int? Due(LimitStatus status, Guid subject, bool isReached)
    {
        var share = isReached ? 100 : Shares.FirstOrDefault(share => IsUsed(status, share));
        return share == 0 || Told.Any(told => told.Percent >= share && IsOf(told, status, subject)) ? null : share;
    }

    private static bool IsUsed(LimitStatus status, int percent) =>
        IsUsed(status.Spent.Money, status.Limit.Money, percent)
        || IsUsed(status.Spent.Tokens, status.Limit.Tokens, percent);

    private static bool IsUsed(long spent, long? limit, int percent) =>
        limit is { } most && (Int128)spent * 100 >= (Int128)most * percent && (spent > 0 || most == 0);

    /// <summary>A limit that somebody changed is another one, and told anew.</summary>
    private static bool IsOf(BudgetNotice told, LimitStatus status, Guid subject) =>
        told.Limit == status.Limit && told.Subject == subject && told.From == status.From;

    private BudgetNotices Keep(BudgetNotice notice)
    {
        // Of the month that runs every notice stays, as it says what is not to be told again.
        var month = notice.From[..Math.Min(7, notice.From.Length)];
        var told = Told.Add(notice);
        return this with
        {
            Told = [.. told.Where((one, at) =>
                at >= told.Length - ListedMax || one.From.StartsWith(month, StringComparison.Ordinal))],
        };
    }
}
