using OmniSage.GrainInterfaces.Vault;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>A vault in memory that knows which names there are.</summary>
[GrainType("vault")]
internal sealed class FakeVault : Grain, IVaultGrain
{
    private readonly SortedDictionary<string, SetSecret> secrets = new(StringComparer.Ordinal);

    public Task<SecretOutcome> SetAsync(SetSecret order)
    {
        if (secrets.ContainsKey(order.Name) != order.Replaces)
            return Task.FromResult(order.Replaces ? SecretOutcome.NotFound : SecretOutcome.Exists);
        if (order.Name == "full") return Task.FromResult(SecretOutcome.Full);
        secrets[order.Name] = order with { Hosts = order.Hosts ?? secrets[order.Name].Hosts };
        return Task.FromResult(SecretOutcome.Set);
    }

    public Task<bool> RevokeAsync(string name, Guid by) => Task.FromResult(secrets.Remove(name));

    public Task<ImmutableArray<SecretSummary>> ListAsync() => Task.FromResult(secrets.Values.Select(one =>
        new SecretSummary { Name = one.Name, Version = 1, Hosts = one.Hosts!.Value, By = one.By, SetUs = 1 })
        .ToImmutableArray());

    public Task<SecretGrant> UseAsync(SecretUse use) => throw new NotSupportedException();
}
