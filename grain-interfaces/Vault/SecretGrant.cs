namespace OmniSage.GrainInterfaces.Vault;

/// <summary>Leave to use a secret: its sealed value, or why there is none.</summary>
/// <param name="Sealed">For <see cref="ISecretBox.OpenAsync"/>; null where it is refused.</param>
/// <param name="Why">One sentence without the value; null where it is granted.</param>
[GenerateSerializer, Immutable, Alias("omnisage.secret-grant")]
public sealed record SecretGrant([property: Id(0)] string? Sealed, [property: Id(1)] string? Why);
