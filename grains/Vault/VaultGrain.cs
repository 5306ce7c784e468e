using OmniSage.GrainInterfaces.Vault;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Journals;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Vault;

namespace OmniSage.Grains.Vault;

[GrainType("vault")]
internal sealed class VaultGrain(JournalServices services, SecretStore store) : JournaledGrain(services), IVaultGrain
{
    private WorkspaceId id;
    private Journal<VaultState> journal = null!;

    private VaultState State => journal.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = WorkspaceId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<VaultState>(VaultJournal.Of(id), cancellationToken);
    }

    public async Task<SecretOutcome> SetAsync(SetSecret order)
    {
        if (!SecretName.IsValid(order.Name)) throw Invalid(SecretName.Rule);
        if (order.Hosts is { } named && !SecretHosts.AreValid(named)) throw Invalid(SecretHosts.Rule);
        var outcome = State.Judge(order);
        if (outcome is not SecretOutcome.Set) return outcome;
        var before = State.Secrets.GetValueOrDefault(order.Name);
        if ((order.Hosts ?? before?.Hosts) is not { } hosts) throw Invalid(SecretHosts.Rule);
        var draft = Begin(order.By.ToString("N"));
        var (version, seq) = ((before?.Version ?? 0) + 1, journal.NextSeq + 1);
        draft.Append(journal, Secret, new SecretSet(order.Name, version, seq, order.Sealed, hosts, order.By));
        draft.Change(SecretRows.Upsert(id, order.Name, order.Sealed));
        if (before is not null) Erase(draft, before);
        await CommitAsync(draft);
        return outcome;
    }

    public async Task<bool> RevokeAsync(string name, Guid by)
    {
        if (!State.Secrets.TryGetValue(name, out var secret)) return false;
        var draft = Begin(by.ToString("N"));
        draft.Append(journal, Labels.Member, new SecretRevoked(name, by));
        draft.Change(SecretRows.Delete(id, name));
        Erase(draft, secret);
        await CommitAsync(draft);
        return true;
    }

    public Task<ImmutableArray<SecretSummary>> ListAsync() => Task.FromResult(
        State.Secrets.Select(one => new SecretSummary
        {
            Name = one.Key,
            Version = one.Value.Version,
            Hosts = one.Value.Hosts,
            By = one.Value.By,
            SetUs = one.Value.SetUs,
            UsedUs = one.Value.UsedUs,
        }).ToImmutableArray());

    public async Task<SecretGrant> UseAsync(SecretUse use)
    {
        if (State.WhyRefused(use) is { } why) return new(null, why);
        var sealedValue = await store.FindAsync(id, use.Name, CancellationToken.None)
            ?? throw new OmniSageException(ErrorCodes.JournalCorrupt, "The secret's value is not stored.");
        var draft = Begin(CallerContext.System);
        var version = State.Secrets[use.Name].Version;
        draft.Append(journal, Labels.System, new SecretUsed(use.Name, version, use.Host, use.Purpose));
        await CommitAsync(draft);
        return new(sealedValue, null);
    }

    /// <summary>A person's word, and of the highest sensitivity although it is sealed.</summary>
    private static Labels Secret { get; } = Labels.Member with { Sensitivity = Sensitivity.Secret };

    private void Erase(Draft draft, KeptSecret secret)
    {
        draft.Append(journal, Labels.System, new PayloadErased(secret.Seq));
        draft.Change(JournalStore.EraseChange(journal.Id, secret.Seq));
    }

    private Draft Begin(string actor) => Begin(new EventScope(id.Tenant, id.Value, Thread: null, actor));

    private static OmniSageException Invalid(string rule) => new(ErrorCodes.InvalidArgument, rule);
}
