namespace OmniSage.Api.Budgets;

/// <summary>More budget for one run, beyond all limits.</summary>
internal sealed record GrantBudgetBody
{
    /// <summary>Money in millionths of the currency; 0 or left out: none.</summary>
    public long? MoneyMicro { get; init; }

    /// <summary>Tokens, in and out together; 0 or left out: none.</summary>
    public long? Tokens { get; init; }

    /// <summary>The same id grants once, however often it is sent: 32 hex digits in lower case.</summary>
    public string? Id { get; init; }
}

/// <summary>What became of it.</summary>
internal sealed record GrantBudgetView(string Id, string Run);
