using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;

namespace OmniSage.Grains.Tests.Budgets;

public sealed class BudgetFoldTests
{
    public static ModelCharge Charge(long cost) => new()
    {
        Level = "executor", By = Ids.Of(1), Agent = Ids.Of(2), Model = "m", InputTokens = 5, CachedTokens = 0,
        OutputTokens = 4, Cost = cost,
    };

    [Fact]
    public void Spent_CountsAnswersFailuresAndLostAttempts_EachOnce()
    {
        var fold = After(
            Reserved(1, isExtra: false),
            new ModelFailed(1, 1, "code", "Error.", true) { Charge = Charge(10) },
            new BudgetSettled(1, 1, new(10, 9), Lost: null),
            Reserved(2, isExtra: false),
            new BudgetSettled(1, 2, new(50, 9), Charge(50)),
            Reserved(3, isExtra: false),
            new ModelResponded(1, 3, "m", "text", [], new(5, 4)) { Charge = Charge(7) },
            new BudgetSettled(1, 3, new(7, 9), Lost: null));

        Assert.Equal(new(67, 27), fold.Spent);
        Assert.Null(fold.Reserved);
    }

    [Fact]
    public void Extra_IsUsedByWhatIsTakenFromIt_AndNeverLessThanNothing()
    {
        var fold = After(
            new BudgetGranted(Ids.Of(1), new(30, 0), Ids.Of(2)),
            Reserved(1, isExtra: false),
            new BudgetSettled(1, 1, new(10, 9), Lost: null),
            Reserved(2, isExtra: true),
            new BudgetSettled(1, 2, new(20, 9), Lost: null));

        Assert.Equal(new(10, 0), fold.Extra);
        Assert.Equal([Ids.Of(1)], fold.Grants);
    }

    [Fact]
    public void Shortage_EndsWhenTheRunGoesOn()
    {
        var wanting = new BudgetShort(Ids.Of(1), new()
        {
            Limit = new(BudgetLevel.User, BudgetPeriod.Day, 1, null),
            Spent = new(1, 1),
            Reserved = Amount.Zero,
            Needed = new(1, 1),
            Currency = "USD",
        });

        Assert.NotNull(After(wanting).Shortage);
        Assert.Null(After(wanting, new RunResumed()).Shortage);
    }

    private static BudgetReserved Reserved(int attempt, bool isExtra) =>
        new(1, attempt, new(50, 9), Charge(50), isExtra, Models: 1);

    private static BudgetFold After(params ReadOnlySpan<EventPayload> events)
    {
        var fold = BudgetFold.Empty;
        foreach (var payload in events) fold = fold.Apply(payload);
        return fold;
    }
}
