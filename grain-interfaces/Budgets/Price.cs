namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>What a model's tokens cost, in millionths of the currency for each million of them.</summary>
/// <param name="Model">Its provider's name for it; a <c>*</c> at the end stands for any letters.</param>
/// <param name="Provider">What people call its provider; null: any.</param>
/// <param name="Input">A million tokens of requests.</param>
/// <param name="Output">A million tokens of answers.</param>
/// <param name="CachedInput">A million tokens that the provider had kept; null: as <paramref name="Input"/>.</param>
[GenerateSerializer, Immutable, Alias("omnisage.price")]
public sealed record Price(
    [property: Id(0)] string Model,
    [property: Id(1)] string? Provider,
    [property: Id(2)] long Input,
    [property: Id(3)] long Output,
    [property: Id(4)] long? CachedInput)
{
    /// <summary>The millionths in one.</summary>
    public const long Micro = 1_000_000;

    public bool IsOf(string? provider, string model) =>
        (Provider is null || string.Equals(Provider, provider, StringComparison.OrdinalIgnoreCase))
        && (Model.EndsWith('*')
            ? model.StartsWith(Model[..^1], StringComparison.OrdinalIgnoreCase)
            : string.Equals(Model, model, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// What so many tokens cost, in millionths, rounded up. <paramref name="cached"/> are among
    /// <paramref name="input"/>.
    /// </summary>
    public long CostOf(long input, long cached, long output)
    {
        var kept = Math.Clamp(cached, 0, input);
        var parts = (Int128)(input - kept) * Input + (Int128)kept * (CachedInput ?? Input) + (Int128)output * Output;
        return (long)Int128.Min((parts + Micro - 1) / Micro, long.MaxValue);
    }

    /// <summary>What they cost at the most, whatever of them the provider had kept.</summary>
    public long MostOf(long input, long output) =>
        Math.Max(CostOf(input, 0, output), CostOf(input, input, output));
}
