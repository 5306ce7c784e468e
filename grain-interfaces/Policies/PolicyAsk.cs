namespace OmniSage.GrainInterfaces.Policies;

/// <summary>Whom to ask, and how often.</summary>
/// <param name="Of">
/// Roles in lower case (<c>owner</c>, <c>admin</c> …) and accounts as 32 hex digits, in order; any one of them decides.
/// </param>
/// <param name="Mode">Once, or each time.</param>
[GenerateSerializer, Immutable, Alias("omnisage.policy-ask")]
public sealed record PolicyAsk(
    [property: Id(0)] ImmutableArray<string> Of,
    [property: Id(1)] AskMode Mode)
{
    public bool Equals(PolicyAsk? other) => other is not null && Mode == other.Mode && Of.SequenceEqual(other.Of);

    public override int GetHashCode() => HashCode.Combine(Mode, Of.Length);
}
