using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;

namespace OmniSage.Grains.Tests.Budgets;

public sealed class BudgetBookTests
{
    private static readonly TenantId Tenant = new(Ids.Of(1));
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reserve_WhateverTheOrder_NeverExceedsALimitAtAnyLevel()
    {
        for (var seed = 0; seed < 300; seed++) Play(new Random(seed), seed);
    }

    [Fact]
    public void Reserve_AskedAgain_AnswersTheSame_AndHoldsOnce()
    {
        var (first, _, _) = BudgetBook.Empty.Reserve(Wish(1, 600), Noon);
        var (again, _, shortage) = first.Reserve(Wish(1, 600), Noon);

        Assert.Null(shortage);
        Assert.Same(first, again);
        Assert.NotNull(again.Reserve(Wish(2, 600), Noon).Shortage);
    }

    [Fact]
    public void Settle_Repeated_CountsOnce()
    {
        var (book, _, _) = BudgetBook.Empty.Reserve(Wish(1, 600), Noon);
        var settled = book.Settle(Settled(1, 100)).Settle(Settled(1, 100)).Settle(Settled(2, 900));

        Assert.Equal(new(100, 100), settled.StatusOf(Limit, Place(1, 1), Noon).Spent);
        Assert.Equal(Amount.Zero, settled.StatusOf(Limit, Place(1, 1), Noon).Reserved);
    }

    [Fact]
    public void Reserve_OnTheNextDay_HasTheWholeLimitAgain_ButForWhatIsHandedOut()
    {
        var (book, _, _) = BudgetBook.Empty.Reserve(Wish(1, 900), Noon);
        book = book.Settle(Settled(1, 900));
        Assert.NotNull(book.Reserve(Wish(2, 200), Noon).Shortage);

        var (next, _, shortage) = book.Reserve(Wish(2, 700), Noon.AddDays(1));

        Assert.Null(shortage);
        Assert.NotNull(next.Prune(Noon.AddDays(2)).Reserve(Wish(3, 400), Noon.AddDays(2)).Shortage);
    }

    [Fact]
    public void Reserve_WithAGrant_GoesBeyondTheLimit_ForThatRunOnly()
    {
        var (book, _, _) = BudgetBook.Empty.Reserve(Wish(1, 900), Noon);
        var granted = Wish(2, 300) with { Extra = new(300, 0) };
        Assert.NotNull(book.Reserve(granted with { Extra = new(299, 0) }, Noon).Shortage);

        var (next, isExtra, shortage) = book.Reserve(granted, Noon);

        Assert.Null(shortage);
        Assert.True(isExtra);
        Assert.NotNull(next.Reserve(Wish(3, 1), Noon).Shortage);
    }

    [Fact]
    public void Reserve_OfNothing_IsWithinALimitThatWasLoweredBelowWhatWasSpent()
    {
        var (book, _, _) = BudgetBook.Empty.Reserve(Wish(1, 900), Noon);
        var lowered = Terms(Limit with { Money = 100 });

        Assert.Null(book.Reserve(Wish(2, 0) with { Terms = lowered }, Noon).Shortage);
        Assert.NotNull(book.Reserve(Wish(2, 1) with { Terms = lowered }, Noon).Shortage);
    }

    [Fact]
    public void Reserve_OfARun_CountsWhatTheRunTook()
    {
        var limit = new BudgetLimit(BudgetLevel.Run, BudgetPeriod.Total, null, 1_000);
        var wish = Wish(1, 400) with { Terms = Terms(limit) };

        Assert.Null(BudgetBook.Empty.Reserve(wish with { Spent = new(0, 600) }, Noon).Shortage);
        Assert.Equal(
            BudgetLevel.Run, BudgetBook.Empty.Reserve(wish with { Spent = new(0, 601) }, Noon).Shortage?.Limit.Level);
    }

    [Theory]
    [InlineData(800, 900)] // What the last took, and what the next may take.
    [InlineData(300, 900)] // Neither may become durable: then the last took all that it might.
    public void Reserve_OfTheNextStep_CountsTheLargerOfBoth_UntilTheLastIsSettled(long next, long reserved)
    {
        var (book, _, _) = BudgetBook.Empty.Reserve(Wish(1, 900), Noon);
        var wish = Wish(1, next) with { Step = 2, Before = new(Ids.Of(1), 1, 1, new(100, 100)) };

        var (both, _, shortage) = book.Reserve(wish, Noon);

        Assert.Null(shortage);
        Assert.Equal(reserved, both.StatusOf(Limit, Place(1, 1), Noon).Reserved.Money);
        Assert.Same(both, both.Reserve(wish, Noon).Next);
        var after = both.Settle(Settled(1, 100)).StatusOf(Limit, Place(1, 1), Noon);
        Assert.Equal((100, next), (after.Spent.Money, after.Reserved.Money));
        Assert.Equal(900, both.Settle(Settled(1, 900)).StatusOf(Limit, Place(1, 1), Noon).Spent.Money);
    }

    [Fact]
    public void Reserve_AskedAgainForMore_IsJudgedAnew()
    {
        var (book, _, _) = BudgetBook.Empty.Reserve(Wish(1, 600), Noon);

        var (more, _, _) = book.Reserve(Wish(1, 700), Noon);

        Assert.Equal(700, more.StatusOf(Limit, Place(1, 1), Noon).Reserved.Money);
        var (same, _, shortage) = more.Reserve(Wish(1, 1_001), Noon);
        Assert.NotNull(shortage);
        Assert.Same(more, same);
    }

    private static BudgetLimit Limit { get; } = new(BudgetLevel.Tenant, BudgetPeriod.Day, 1_000, null);

    private static BudgetPlace Place(int workspace, int user) =>
        new(Tenant, Ids.Of(workspace), Ids.Of(user), Ids.Of(7));

    private static BudgetTerms Terms(params BudgetLimit[] limits) =>
        new() { Currency = "USD", Limits = [.. limits] };

    private static ReserveBudget Wish(int run, long amount) => new()
    {
        Place = Place(1, 1),
        Run = Ids.Of(run),
        Step = 1,
        Attempt = 1,
        Amount = new(amount, amount),
        Spent = Amount.Zero,
        Extra = Amount.Zero,
        Terms = Terms(Limit),
        Thread = Ids.Of(9),
    };

    private static SettleBudget Settled(int run, long amount) => new()
    {
        Place = Place(1, 1),
        Run = Ids.Of(run),
        Step = 1,
        Attempt = 1,
        Amount = new(amount, amount),
        AtUs = Microseconds.Of(Noon),
        Thread = Ids.Of(9),
        Terms = Terms(Limit),
    };

    /// <summary>Reserves, settles, loses and changes limits at random, and adds up by itself.</summary>
    private static void Play(Random random, int seed)
    {
        var (book, now) = (BudgetBook.Empty, Noon);
        var open = new List<ReserveBudget>();
        var spent = new List<(BudgetPlace Place, Amount Amount, DateTimeOffset At)>();
        var limits = NewLimits(random);
        for (var turn = 0; turn < 200; turn++)
        {
            switch (random.Next(8))
            {
                case < 4:
                    var wish = Wish(turn, 1 + random.Next(400)) with
                    {
                        Place = Place(1 + random.Next(2), 1 + random.Next(2)), Terms = Terms([.. limits]),
                    };
                    (book, _, var shortage) = book.Prune(now).Reserve(wish, now);
                    if (shortage is null) open.Add(wish);
                    foreach (var limit in limits.Where(_ => shortage is null)) CheckLimit(limit, wish.Place);
                    break;
                case < 7 when open.Count > 0:
                    var ended = open[random.Next(open.Count)];
                    open.Remove(ended);
                    // One that is lost is settled at the most that it can have taken.
                    var took = random.Next(4) == 0 ? ended.Amount.Money : random.NextInt64(ended.Amount.Money + 1);
                    book = book.Settle(Settled(0, took) with
                    {
                        Run = ended.Run, AtUs = Microseconds.Of(now), Place = ended.Place,
                    });
                    spent.Add((ended.Place, new(took, took), now));
                    break;
                default:
                    if (random.Next(3) == 0) limits = NewLimits(random);
                    now += TimeSpan.FromHours(random.Next(4));
                    break;
            }
        }

        void CheckLimit(BudgetLimit limit, BudgetPlace place)
        {
            var subject = place.SubjectOf(limit.Level);
            var sum = spent.Where(one => one.Place.SubjectOf(limit.Level) == subject && IsIn(limit.Period, one.At))
                .Sum(one => one.Amount.Money)
                + open.Where(one => one.Place.SubjectOf(limit.Level) == subject).Sum(one => one.Amount.Money);
            var isWithin = sum <= (limit.Money ?? sum) && sum <= (limit.Tokens ?? sum);
            Assert.True(isWithin, $"Seed {seed}: {sum} is beyond {limit}.");
        }

        bool IsIn(BudgetPeriod period, DateTimeOffset at) => period is BudgetPeriod.Day
            ? at.UtcDateTime.Date == now.UtcDateTime.Date
            : (at.Year, at.Month) == (now.Year, now.Month);
    }

    private static ImmutableArray<BudgetLimit> NewLimits(Random random) =>
    [
        new(BudgetLevel.Tenant, BudgetPeriod.Month, random.Next(500, 9_000), null),
        new(BudgetLevel.Tenant, BudgetPeriod.Day, random.Next(500, 3_000), null),
        new(BudgetLevel.Workspace, BudgetPeriod.Day, null, random.Next(500, 2_500)),
        new(BudgetLevel.User, BudgetPeriod.Day, random.Next(300, 2_000), random.Next(300, 2_000)),
    ];
}
