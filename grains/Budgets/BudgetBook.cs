using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Storage.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>
/// What a tenant's budget grain knows: what was spent and what is handed out. Whatever the order in which allowances
/// are asked for, settled and lost, at each level what was spent and what is handed out together stay within the limits
/// that were asked with, apart from what a person granted a run. Pure.
/// </summary>
internal sealed record BudgetBook
{
    public static BudgetBook Empty { get; } = new();

    public ImmutableDictionary<HoldKey, BudgetHold> Holds { get; private init; } =
        ImmutableDictionary<HoldKey, BudgetHold>.Empty;

    private ImmutableDictionary<BudgetCounter, Amount> Counted { get; init; } =
        ImmutableDictionary<BudgetCounter, Amount>.Empty;

    private ImmutableDictionary<(BudgetLevel Level, Guid Subject), Amount> HandedOut { get; init; } =
        ImmutableDictionary<(BudgetLevel Level, Guid Subject), Amount>.Empty;

    /// <summary>As the runs wrote it down.</summary>
    public static BudgetBook Of(IEnumerable<Hold> holds, IEnumerable<SpentSum> spent, DateTimeOffset now)
    {
        var book = spent.Aggregate(Empty, (known, sum) => known.Count(sum.Place, sum.Amount, sum.Day));
        return holds.Aggregate(book, (known, hold) => known.Hold(
            new(hold.Run, hold.Step, hold.Attempt),
            new(hold.Place, hold.Amount, hold.Amount, false, Microseconds.Of(now))));
    }

    /// <summary>Hands out an allowance, or names the widest limit in the way; a probe hands out nothing.</summary>
    public (BudgetBook Next, bool IsExtra, BudgetShortage? Shortage) Reserve(ReserveBudget request, DateTimeOffset now)
    {
        var key = new HoldKey(request.Run, request.Step, request.Attempt);
        if (Holds.TryGetValue(key, out var known) && IsIn(request.Amount, known.Full))
            return (this, known.IsExtra, null);
        var book = known is null ? this : Release(key, known);
        if (request.Before is { } before) book = book.Lower(HoldKey.Of(before), before.Amount, request.Amount);
        var beyond = request.Terms.Limits.OrderBy(limit => limit.Level)
            .Select(limit => book.Shortage(limit, request, now)).OfType<BudgetShortage>().ToList();
        var isExtra = beyond.Count > 0 && beyond.TrueForAll(shortage => Covers(request.Extra, shortage));
        if (beyond.Count > 0 && !isExtra) return (this, false, beyond[0]);
        return (request.IsProbe
            ? this
            : book.Hold(
                key, new(request.Place, request.Amount, request.Amount, isExtra, Microseconds.Of(now))), isExtra, null);
    }

    /// <summary>
    /// Ends an allowance and counts what was taken. One that is not known has ended before, and was counted then.
    /// </summary>
    public BudgetBook Settle(SettleBudget settled)
    {
        var key = new HoldKey(settled.Run, settled.Step, settled.Attempt);
        return Holds.TryGetValue(key, out var hold)
            ? Release(key, hold).Count(hold.Place, settled.Amount, DayOf(Microseconds.ToTime(settled.AtUs)))
            : this;
    }

    public LimitStatus StatusOf(BudgetLimit limit, BudgetPlace place, DateTimeOffset now) => new()
    {
        Limit = limit,
        From = limit.Period is BudgetPeriod.Total
            ? ""
            : BudgetCounter.FirstOf(limit.Period, DayOf(now)).ToString("yyyy-MM-dd"),
        Spent = SpentOf(limit, place, now),
        Reserved = ReservedOf(limit.Level, place),
    };

    /// <summary>Forgets periods that are over, and who has nothing handed out.</summary>
    public BudgetBook Prune(DateTimeOffset now)
    {
        var day = DayOf(now);
        var over = Counted.Keys.Where(counter => counter.From < BudgetCounter.FirstOf(counter.Period, day)).ToList();
        var idle = HandedOut.Where(one => one.Value == Amount.Zero).Select(one => one.Key).ToList();
        return over.Count + idle.Count == 0 ? this : this with
        {
            Counted = Counted.RemoveRange(over),
            HandedOut = HandedOut.RemoveRange(idle),
        };
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>
    /// A run says what its last call took in the same breath as it wants the next, and either both become durable or
    /// neither: what counts for it is the larger of the two, never their sum.
    /// </summary>
    private BudgetBook Lower(HoldKey key, Amount took, Amount next) => Holds.TryGetValue(key, out var hold)
        ? Release(key, hold).Hold(key, hold with { Amount = Largest(took, hold.Full - next) })
        : this;

    private static Amount Largest(Amount one, Amount other) =>
        new(Math.Max(one.Money, other.Money), Math.Max(one.Tokens, other.Tokens));

    private static bool IsIn(Amount amount, Amount bound) =>
        amount.Money <= bound.Money && amount.Tokens <= bound.Tokens;

    private BudgetShortage? Shortage(BudgetLimit limit, ReserveBudget request, DateTimeOffset now)
    {
        var spent = limit.Level is BudgetLevel.Run ? request.Spent : SpentOf(limit, request.Place, now);
        var reserved = ReservedOf(limit.Level, request.Place);
        return IsWithin(limit, spent + reserved + request.Amount, request.Amount) ? null : new()
        {
            Limit = limit,
            Spent = spent,
            Reserved = reserved,
            Needed = request.Amount,
            Currency = request.Terms.Currency,
        };
    }

    /// <summary>
    /// What takes nothing of it is within a limit, also of one that was lowered below what was spent.
    /// </summary>
    private static bool IsWithin(BudgetLimit limit, Amount after, Amount needed) =>
        (needed.Money == 0 || after.Money <= (limit.Money ?? long.MaxValue))
        && (needed.Tokens == 0 || after.Tokens <= (limit.Tokens ?? long.MaxValue));

    /// <summary>A grant lets a run go beyond a limit in what was granted: money, tokens, or both.</summary>
    private static bool Covers(Amount extra, BudgetShortage shortage)
    {
        var after = shortage.Spent + shortage.Reserved + shortage.Needed;
        return (after.Money <= (shortage.Limit.Money ?? long.MaxValue) || extra.Money >= shortage.Needed.Money)
            && (after.Tokens <= (shortage.Limit.Tokens ?? long.MaxValue) || extra.Tokens >= shortage.Needed.Tokens);
    }

    private Amount SpentOf(BudgetLimit limit, BudgetPlace place, DateTimeOffset now) =>
        Counted.GetValueOrDefault(BudgetCounter.Of(limit.Level, place, limit.Period, DayOf(now)), Amount.Zero);

    private Amount ReservedOf(BudgetLevel level, BudgetPlace place) =>
        HandedOut.GetValueOrDefault((level, place.SubjectOf(level)), Amount.Zero);

    private BudgetBook Count(BudgetPlace place, Amount amount, DateOnly day)
    {
        var counted = Counted.ToBuilder();
        foreach (var level in BudgetCounter.Levels)
        {
            foreach (var period in new[] { BudgetPeriod.Day, BudgetPeriod.Month })
            {
                var counter = BudgetCounter.Of(level, place, period, day);
                counted[counter] = Counted.GetValueOrDefault(counter, Amount.Zero) + amount;
            }
        }

        return this with { Counted = counted.ToImmutable() };
    }

    private BudgetBook Hold(HoldKey key, BudgetHold hold) => this with
    {
        Holds = Holds.SetItem(key, hold),
        HandedOut = HandedOut.SetItems(BudgetCounter.Levels.Select(level => KeyValuePair.Create(
            (level, hold.Place.SubjectOf(level)), ReservedOf(level, hold.Place) + hold.Amount))),
    };

    private BudgetBook Release(HoldKey key, BudgetHold hold) => this with
    {
        Holds = Holds.Remove(key),
        HandedOut = HandedOut.SetItems(BudgetCounter.Levels.Select(level => KeyValuePair.Create(
            (level, hold.Place.SubjectOf(level)), ReservedOf(level, hold.Place) - hold.Amount))),
    };
}
