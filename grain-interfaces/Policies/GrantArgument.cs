namespace OmniSage.GrainInterfaces.Policies;

/// <summary>A bound on one argument of a call.</summary>
/// <param name="Place">Where it is: a JSON pointer (RFC 6901).</param>
/// <param name="Value">The argument's text, exactly: a string's own, otherwise its JSON.</param>
[GenerateSerializer, Immutable, Alias("omnisage.grant-argument")]
public sealed record GrantArgument([property: Id(0)] string Place, [property: Id(1)] string Value);
