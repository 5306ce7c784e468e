namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>What model calls take: money in millionths of the install's currency, and tokens in and out.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.amount")]
public sealed record Amount([property: Id(0)] long Money, [property: Id(1)] long Tokens)
{
    public static Amount Zero { get; } = new(0, 0);

    public static Amount operator +(Amount one, Amount other) =>
        new(Sum(one.Money, other.Money), Sum(one.Tokens, other.Tokens));

    public static Amount operator -(Amount one, Amount other) =>
        new(one.Money - other.Money, one.Tokens - other.Tokens);

    /// <summary>A sum that is too large for its type is as large as that can say, never small.</summary>
    private static long Sum(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;
}
