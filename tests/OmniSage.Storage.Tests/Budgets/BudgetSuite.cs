using System.Collections.Immutable;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Events;
using OmniSage.Storage.Budgets;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Budgets;

/// <summary>What every database must do with usage and with allowances.</summary>
public abstract class BudgetSuite(StorageFixture storage)
{
    private const long Day = 86_400L * 1_000_000;
    private static readonly DateOnly First = new(2026, 1, 30);
    private static readonly long FirstUs = (First.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * Day;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Usage_IsSummedByWhatIsAskedFor()
    {
        var (tenant, workspace, other) = (storage.NewTenant(), storage.Ids.Next(), storage.Ids.Next());
        var (ann, bob) = (storage.Ids.Next(), storage.Ids.Next());
        var unit = new UnitOfWork(tenant);
        unit.Change(Answer(tenant, workspace, FirstUs, Charge(ann, "a", 10)));
        unit.Change(Answer(tenant, workspace, FirstUs + Day - 1, Charge(ann, "a", 20)));
        unit.Change(Answer(tenant, workspace, FirstUs + Day, Charge(bob, "a \0", 40)));
        unit.Change(Answer(tenant, other, FirstUs + Day, Charge(bob, "b", 80)));
        unit.Change(UsageRows.Of(tenant, workspace, FirstUs, new ModelFailed(1, 1, "code", "Error.", true)
        {
            Charge = Charge(ann, "a", 5) with { IsEstimate = true, IsUnpriced = true },
        })!);
        unit.Change(UsageRows.Of(tenant, workspace, FirstUs, new BudgetSettled(
            1, 1, new(7, 7), Charge(ann, "a", 7)))!);
        await storage.Queue.CommitAsync(unit);

        var all = Assert.Single(await ReadAsync(tenant, null, null));
        Assert.Equal((6L, 2L, 1L, 1L, 162L), (all.Calls, all.Failures, all.Estimates, all.Unpriced, all.Cost));
        Assert.Equal((600L, 60L, 300L), (all.InputTokens, all.CachedTokens, all.OutputTokens));
        var days = await ReadAsync(tenant, workspace, null, UsageKey.Day, UsageKey.User);
        Assert.Equal(
            [("2026-01-30", ann, 42L), ("2026-01-31", bob, 40L)],
            days.Select(sum => (sum.Day!, sum.User!.Value, sum.Cost)));
        var models = await ReadAsync(tenant, null, bob, UsageKey.Model, UsageKey.Level);
        Assert.Equal(
            [("b", "executor", 80L), ("a \ufffd", "executor", 40L)],
            models.Select(sum => (sum.Model!, sum.Level!, sum.Cost)));
        Assert.Empty(await ReadAsync(storage.NewTenant(), null, null));
        Assert.Empty(await ReadAsync(tenant, storage.Ids.Next(), null, UsageKey.Agent));
    }

    [Fact]
    public void Events_WithoutACharge_SayNothingOfUsage()
    {
        Assert.Null(UsageRows.Of(default, default, 0, new ModelResponded(1, 1, "m", "", [], new(1, 1))));
        Assert.Null(UsageRows.Of(default, default, 0, new BudgetSettled(1, 1, Amount.Zero, Lost: null)));
        Assert.Null(UsageRows.Of(default, default, 0, new Note("text")));
    }

    [Fact]
    public async Task Allowances_AreReadAgain_WithWhatWasSpentThisMonth()
    {
        var (tenant, workspace, ann) = (storage.NewTenant(), storage.Ids.Next(), storage.Ids.Next());
        var books = storage.Get<BudgetBooks>();
        var (epoch, _, _) = await books.BeginAsync(tenant, First, Ct);
        var wish = Wish(tenant, workspace, ann);
        var unit = new UnitOfWork(tenant);
        foreach (var change in HoldRows.Insert(wish, epoch)) unit.Change(change);
        unit.Change(Answer(tenant, workspace, FirstUs, Charge(ann, "a", 10)));
        unit.Change(Answer(tenant, workspace, FirstUs - 40 * Day, Charge(ann, "a", 99)));
        await storage.Queue.CommitAsync(unit);

        var (next, holds, spent) = await books.BeginAsync(tenant, First, Ct);

        Assert.Equal(epoch + 1, next);
        Assert.Equal([new(wish.Run, 2, 3, wish.Place, wish.Amount)], holds);
        Assert.Equal([new(First, wish.Place, new(10, 150))], spent);
        await storage.Queue.CommitAsync(new UnitOfWork(tenant).Change(HoldRows.Drop(tenant, wish.Run)));
        Assert.Empty((await books.BeginAsync(tenant, First, Ct)).Holds);
    }

    [Fact]
    public async Task AnAllowance_OfAnEarlierLife_IsRefusedWithItsWholeUnit()
    {
        var (tenant, workspace, ann) = (storage.NewTenant(), storage.Ids.Next(), storage.Ids.Next());
        var books = storage.Get<BudgetBooks>();
        var (old, _, _) = await books.BeginAsync(tenant, First, Ct);
        await books.BeginAsync(tenant, First, Ct);
        var unit = new UnitOfWork(tenant).Change(Answer(tenant, workspace, FirstUs, Charge(ann, "a", 10)));
        foreach (var change in HoldRows.Insert(Wish(tenant, workspace, ann), old)) unit.Change(change);

        var fault = await Assert.ThrowsAsync<OmniSageException>(() => storage.Queue.CommitAsync(unit));

        Assert.Equal((ErrorCodes.JournalConflict, true), (fault.Code, fault.Retryable));
        Assert.Empty(await ReadAsync(tenant, null, null));
    }

    private Task<ImmutableArray<UsageSum>> ReadAsync(
        TenantId tenant, Guid? workspace, Guid? user, params ImmutableArray<UsageKey> by) => storage.Get<IUsage>()
        .ReadAsync(tenant, new(workspace, user, First, First.AddDays(1), by, 100), Ct);

    private static RowChange Answer(TenantId tenant, Guid workspace, long atUs, ModelCharge charge) => UsageRows.Of(
        tenant, workspace, atUs, new ModelResponded(1, 1, "m", "text", [], new(1, 1)) { Charge = charge })!;

    private static ModelCharge Charge(Guid by, string model, long cost) => new()
    {
        Level = "executor",
        By = by,
        Agent = default,
        Provider = null,
        Model = model,
        InputTokens = 100,
        CachedTokens = 10,
        OutputTokens = 50,
        Cost = cost,
    };

    private ReserveBudget Wish(TenantId tenant, Guid workspace, Guid user) => new()
    {
        Place = new(tenant, workspace, user, default),
        Run = storage.Ids.Next(),
        Step = 2,
        Attempt = 3,
        Amount = new(1_000, 2_000),
        Spent = Amount.Zero,
        Extra = Amount.Zero,
        Terms = new() { Currency = "USD" },
        Thread = default,
    };
}
