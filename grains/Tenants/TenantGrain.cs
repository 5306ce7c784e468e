using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Settings;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Settings;
using OmniSage.Grains.Tools;
using OmniSage.Storage.Accounts;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Workspaces;

namespace OmniSage.Grains.Tenants;

[GrainType("tenant")]
internal sealed class TenantGrain(JournalServices services, IHistory history, ToolCatalog tools)
    : JournaledGrain(services), ITenantGrain
{
    private static readonly ImmutableDictionary<string, Guid> NoAgents = ImmutableDictionary<string, Guid>.Empty;

    private TenantId id;
    private Journal<TenantState> journal = null!;
    private SettingsDesk settings = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = TenantId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<TenantState>(new(id, JournalKind.Tenant, id.Value), cancellationToken);
        settings = new(SettingsScope.Tenant, journal.Id, history, tools, Services.Ids);
    }

    public async Task OpenAsync(string name, Guid owner)
    {
        if (journal.State.Opened is not null) return;
        var draft = Begin(owner);
        draft.Append(journal, Labels.Member, new TenantOpened(Titles.Of(name), owner));
        draft.Change(TenantRows.Upsert(id, Titles.Of(name), draft.Now));
        draft.Change(MemberRows.Upsert(id, new AccountId(owner), TenantRole.Owner, draft.Now));
        await CommitAsync(draft);
    }

    public async Task<Guid> AddWorkspaceAsync(string slug, string name, Guid by)
    {
        Refuse(journal.State.Opened is null, ErrorCodes.NotFound, "There is no such tenant.");
        Refuse(!WorkspaceSlug.IsValid(slug), ErrorCodes.InvalidArgument, WorkspaceSlug.Rule);
        if (journal.State.Workspaces.TryGetValue(slug, out var known)) return known;
        Refuse(
            journal.State.Workspaces.Count >= TenantState.WorkspacesMax,
            ErrorCodes.LimitReached,
            $"A tenant has at most {TenantState.WorkspacesMax} workspaces.");
        var workspace = new WorkspaceId(id, Services.Ids.Next());
        var draft = Begin(by);
        draft.Append(journal, Labels.Member, new WorkspaceAdded(workspace.Value, slug, Titles.Of(name), by));
        draft.Change(WorkspaceRows.Upsert(new(workspace, slug, Titles.Of(name)), draft.Now));
        await CommitAsync(draft);
        return workspace.Value;
    }

    public async Task GrantKeyAsync(Guid key, Guid account, string hash)
    {
        Refuse(journal.State.Opened?.Owner != account, ErrorCodes.NotFound, "The account is no member of this tenant.");
        if (journal.State.Keys.ContainsKey(key)) return;
        Refuse(
            journal.State.Keys.Count >= TenantState.KeysMax,
            ErrorCodes.LimitReached,
            $"A tenant has at most {TenantState.KeysMax} keys.");
        var draft = Begin(account);
        draft.Append(journal, Labels.Member, new AccessGranted(key, account, hash));
        draft.Change(KeyRows.Insert(
            id, key, Convert.FromHexString(hash), new AccountId(account), role: null, draft.Now, expires: null));
        await CommitAsync(draft);
    }

    public async Task RevokeKeyAsync(Guid key, Guid by)
    {
        if (!journal.State.Keys.ContainsKey(key)) return;
        var draft = Begin(by);
        draft.Append(journal, Labels.Member, new AccessRevoked(key));
        draft.Change(KeyRows.Revoke(id, key, draft.Now));
        await CommitAsync(draft);
    }

    public Task<SettingsSnapshot> GetSettingsAsync()
    {
        var current = settings.Versions.Current(journal.State.Settings);
        return Task.FromResult(new SettingsSnapshot(current.Version.Number, current.Text, []));
    }

    public Task<DocumentText?> GetSettingsTextAsync(int? version) =>
        settings.Versions.FindAsync(journal.State.Settings, version);

    public Task<ImmutableArray<DocumentVersion>> GetSettingsHistoryAsync(int? before, int max) =>
        Task.FromResult(settings.Versions.List(journal.State.Settings, before, max));

    public Task<DocumentReceipt> ChangeSettingsAsync(DocumentChange change) =>
        WriteAsync(settings.Change(journal.State.Settings, NoAgents, change), change.Author);

    public async Task<DocumentReceipt> RollBackSettingsAsync(DocumentRollback rollback) => await WriteAsync(
        await settings.RollBackAsync(journal.State.Settings, NoAgents, rollback), rollback.Author);

    private async Task<DocumentReceipt> WriteAsync(
        (DocumentReceipt Receipt, SettingsWritten? Written) judged, DocumentAuthor author)
    {
        if (judged.Written is null) return judged.Receipt;
        var draft = Begin(author.Account);
        draft.Append(journal, Labels.Member, judged.Written);
        await CommitAsync(draft);
        return judged.Receipt;
    }

    private Draft Begin(Guid by) => Begin(new EventScope(id, Workspace: null, Thread: null, by.ToString("N")));

    private static void Refuse(bool condition, string code, string message)
    {
        if (condition) throw new OmniSageException(code, message);
    }
}
