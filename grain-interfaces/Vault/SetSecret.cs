namespace OmniSage.GrainInterfaces.Vault;

/// <summary>A person puts a value into the vault.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.set-secret")]
public sealed record SetSecret
{
    /// <summary>As <see cref="SecretName"/> has it.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The value as <see cref="ISecretBox"/> sealed it; nobody behind the box sees it open.</summary>
    [Id(1)] public required string Sealed { get; init; }

    /// <summary>Where it may be sent; null keeps what the secret says already.</summary>
    [Id(2)] public ImmutableArray<string>? Hosts { get; init; }

    /// <summary>A new value for a secret that is there; without it the name has to be free.</summary>
    [Id(3)] public required bool Replaces { get; init; }

    [Id(4)] public required Guid By { get; init; }
}
