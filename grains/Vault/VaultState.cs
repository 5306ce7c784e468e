using System.Diagnostics;
using OmniSage.GrainInterfaces.Vault;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Vault;

/// <summary>What is known of a workspace's secrets, without their values: the fold of the vault's journal.</summary>
internal sealed record VaultState : IFold<VaultState>
{
    public const int SecretsMax = 200;

    public static VaultState Empty { get; } = new();

    public static int SnapshotSchema => 1;

    public ImmutableSortedDictionary<string, KeptSecret> Secrets { get; init; } =
        ImmutableSortedDictionary.Create<string, KeptSecret>(StringComparer.Ordinal);

    public VaultState Apply(EventPayload payload, EventFacts facts) => payload switch
    {
        SecretSet set => this with
        {
            Secrets = Secrets.SetItem(set.Name, new(set.Version, set.Seq, set.Hosts, set.By, facts.AtUs, null)),
        },
        SecretRevoked revoked => this with { Secrets = Secrets.Remove(revoked.Name) },
        SecretUsed used when Secrets.TryGetValue(used.Name, out var secret) => this with
        {
            Secrets = Secrets.SetItem(used.Name, secret with { UsedUs = facts.AtUs }),
        },
        SecretUsed or PayloadErased => this,
        _ => throw new UnreachableException($"A vault's journal holds no {payload.GetType().Name}."),
    };

    public SecretOutcome Judge(SetSecret order) => (Secrets.ContainsKey(order.Name), order.Replaces) switch
    {
        (true, false) => SecretOutcome.Exists,
        (false, true) => SecretOutcome.NotFound,
        (false, false) when Secrets.Count >= SecretsMax => SecretOutcome.Full,
        _ => SecretOutcome.Set,
    };

    /// <summary>Why the secret must not be used so; null when it may.</summary>
    public string? WhyRefused(SecretUse use) => !Secrets.TryGetValue(use.Name, out var secret)
        ? $"There is no secret {use.Name} in this workspace."
        : secret.Hosts.Contains(use.Host)
            ? null
            : $"The secret {use.Name} may not be sent to {use.Host}; it names {string.Join(", ", secret.Hosts)}.";
}
