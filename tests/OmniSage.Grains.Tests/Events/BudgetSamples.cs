using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Tests.Events;

/// <summary>Payloads of all that is about budgets, with every property set.</summary>
internal static class BudgetSamples
{
    public static BudgetLimit Limit { get; } = new(BudgetLevel.User, BudgetPeriod.Day, 10, 20);

    public static ModelCharge Charge { get; } = new()
    {
        Level = "coordinator",
        By = Ids.Of(1),
        Agent = Ids.Of(2),
        Provider = "provider",
        Model = "model",
        InputTokens = 10,
        CachedTokens = 5,
        OutputTokens = 20,
        Cost = 30,
        IsEstimate = true,
        IsUnpriced = true,
    };

    public static ImmutableArray<EventPayload> All { get; } =
    [
        new BudgetReserved(1, 2, new(3, 4), Charge, true, 2),
        new BudgetSettled(1, 2, new(3, 4), Charge),
        new BudgetShort(Ids.Of(1), new()
        {
            Limit = Limit, Spent = new(1, 2), Reserved = new(3, 4), Needed = new(5, 6), Currency = "USD",
        }),
        new BudgetGranted(Ids.Of(1), new(3, 4), Ids.Of(2)),
        new BudgetNoticed(new()
        {
            Id = Ids.Of(1),
            Limit = Limit,
            Subject = Ids.Of(2),
            From = "2026-01-01",
            Percent = 80,
            Spent = new(1, 2),
            Currency = "USD",
            Thread = Ids.Of(3),
            AtUs = 7,
        }),
    ];
}
