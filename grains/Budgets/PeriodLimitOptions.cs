namespace OmniSage.Grains.Budgets;

/// <summary>What each of one level may spend in a day and in a month of UTC. Null: any amount.</summary>
public sealed class PeriodLimitOptions
{
    /// <summary>Money of a day, such as <c>2.50</c>, 0 to 1,000,000.</summary>
    public decimal? DayMoney { get; set; }

    /// <summary>Money of a month, 0 to 1,000,000.</summary>
    public decimal? MonthMoney { get; set; }

    /// <summary>Tokens of a day, in and out together, 0 to 1,000,000,000,000.</summary>
    public long? DayTokens { get; set; }

    /// <summary>Tokens of a month, 0 to 1,000,000,000,000.</summary>
    public long? MonthTokens { get; set; }
}
