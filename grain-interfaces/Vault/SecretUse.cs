namespace OmniSage.GrainInterfaces.Vault;

/// <summary>Somebody is about to send a secret somewhere.</summary>
/// <param name="Name">Which.</param>
/// <param name="Host">Where to, as <see cref="SecretHosts.Of"/> has it.</param>
/// <param name="Purpose">What for, in a word: <c>model</c>.</param>
[GenerateSerializer, Immutable, Alias("omnisage.secret-use")]
public sealed record SecretUse(
    [property: Id(0)] string Name, [property: Id(1)] string Host, [property: Id(2)] string Purpose);
