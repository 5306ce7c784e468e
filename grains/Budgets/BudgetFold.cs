using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>What a run knows of its money: a part of the fold of its journal. Pure.</summary>
internal sealed record BudgetFold
{
    public static BudgetFold Empty { get; } = new();

    /// <summary>What it took so far.</summary>
    public Amount Spent { get; init; } = Amount.Zero;

    /// <summary>The allowance of the attempt that is under way.</summary>
    public BudgetReserved? Reserved { get; init; }

    /// <summary>What the last one that had an allowance took.</summary>
    public BudgetSettled? Before { get; init; }

    /// <summary>What is left of what a person granted it.</summary>
    public Amount Extra { get; init; } = Amount.Zero;

    /// <summary>Grants that it took, so that none counts twice.</summary>
    public ImmutableArray<Guid> Grants { get; init; } = [];

    /// <summary>Why it waits, while it waits for that.</summary>
    public BudgetShortage? Shortage { get; init; }

    /// <summary>It waited for that since it last went on.</summary>
    public bool HasWaited { get; init; }

    public BudgetFold Apply(EventPayload payload) => payload switch
    {
        ModelResponded { Charge: { } charge } => Took(charge),
        ModelFailed { Charge: { } charge } => Took(charge),
        BudgetReserved reserved => this with { Reserved = reserved, Shortage = null },
        BudgetSettled settled => Settle(settled),
        BudgetShort wanting => this with
        {
            Shortage = wanting.Shortage, HasWaited = HasWaited || wanting.Shortage is not null,
        },
        BudgetGranted granted => this with { Extra = Extra + granted.Amount, Grants = Grants.Add(granted.Grant) },
        RunResumed => this with { Shortage = null, HasWaited = false },
        _ => this,
    };

    public static Amount AmountOf(ModelCharge charge) => new(charge.Cost, charge.InputTokens + charge.OutputTokens);

    private BudgetFold Took(ModelCharge charge) => this with { Spent = Spent + AmountOf(charge) };

    private BudgetFold Settle(BudgetSettled settled) => this with
    {
        Spent = settled.Lost is { } lost ? Spent + AmountOf(lost) : Spent,
        Extra = Reserved is { IsExtra: true } ? Less(Extra, settled.Amount) : Extra,
        Reserved = null,
        Before = settled,
    };

    private static Amount Less(Amount one, Amount other) =>
        new(Math.Max(0, one.Money - other.Money), Math.Max(0, one.Tokens - other.Tokens));
}
