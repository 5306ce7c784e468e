using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Settings;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Documents;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Settings;
using OmniSage.Grains.Tools;
using OmniSage.Storage.Artifacts;

namespace OmniSage.Grains.Workspaces;

[GrainType("workspace")]
internal sealed class WorkspaceGrain(
    JournalServices services,
    IHistory history,
    PolicyBook book,
    ToolCatalog tools,
    WorkspaceFiles files,
    Publishing publishing)
    : JournaledGrain(services), IWorkspaceGrain
{
    private WorkspaceId id;
    private Journal<WorkspaceState> journal = null!;
    private DocumentDesk policies = null!;
    private SettingsDesk settings = null!;

    private WorkspaceState State => journal.State;

    private DateTimeOffset Now => Services.Time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = WorkspaceId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<WorkspaceState>(new(id.Tenant, JournalKind.Workspace, id.Value), cancellationToken);
        policies = new(PolicyKind.Instance, journal.Id, history);
        settings = new(SettingsScope.Workspace, journal.Id, history, tools, Services.Ids);
    }

    public Task<PolicySnapshot> GetPolicyAsync() => Task.FromResult(Snapshot());

    public Task<DocumentText?> GetPolicyTextAsync(int? version) => policies.FindAsync(State.Policy, version);

    public Task<ImmutableArray<DocumentVersion>> GetPolicyHistoryAsync(int? before, int max) =>
        Task.FromResult(policies.List(State.Policy, before, max));

    public Task<DocumentReceipt> ChangePolicyAsync(DocumentChange change) => WritePolicyAsync(
        policies.Judge(State.Policy, change), change.Text, change.Note, restores: null, change.Author);

    public async Task<DocumentReceipt> RollBackPolicyAsync(DocumentRollback rollback)
    {
        var (receipt, text) = await policies.JudgeAsync(State.Policy, rollback);
        return await WritePolicyAsync(receipt, text, rollback.Note, rollback.To, rollback.Author);
    }

    public Task<SettingsSnapshot> GetSettingsAsync()
    {
        var current = settings.Versions.Current(State.Settings);
        return Task.FromResult(new SettingsSnapshot(
            current.Version.Number,
            current.Text,
            [.. State.Agents.Select(agent => new NamedAgent(agent.Value, agent.Key))]));
    }

    public Task<DocumentText?> GetSettingsTextAsync(int? version) =>
        settings.Versions.FindAsync(State.Settings, version);

    public Task<ImmutableArray<DocumentVersion>> GetSettingsHistoryAsync(int? before, int max) =>
        Task.FromResult(settings.Versions.List(State.Settings, before, max));

    public Task<DocumentReceipt> ChangeSettingsAsync(DocumentChange change) =>
        WriteAsync(settings.Change(State.Settings, State.Agents, change), change.Author);

    public async Task<DocumentReceipt> RollBackSettingsAsync(DocumentRollback rollback) => await WriteAsync(
        await settings.RollBackAsync(State.Settings, State.Agents, rollback), rollback.Author);

    public async Task<PolicyAnswer> TestPolicyAsync(PolicyQuestion question)
    {
        var tool = tools.FindManifest(question.Tool)
            ?? throw new OmniSageException(ErrorCodes.InvalidArgument, "There is no tool of this name.");
        var arguments = tool.Id == ToolIds.FilesPublish
            ? await publishing.SupposeAsync(id, question.Arguments)
            : question.Arguments;
        try
        {
            var call = PolicyCall.Of(tool, arguments, question.Labels, question.Caller, question.Agent);
            var snapshot = Snapshot();
            return new()
            {
                Version = snapshot.Version,
                Hosts = call.Hosts,
                Paths = call.Paths,
                Decision = book.Decide(snapshot, call, Now),
                Findings = PolicyEngine.Find(book.Open(snapshot), call),
            };
        }
        catch (ToolFaultException fault)
        {
            throw new OmniSageException(ErrorCodes.InvalidArgument, fault.Message);
        }
    }

    public Task<ImmutableArray<Grant>> ListGrantsAsync() => Task.FromResult(State.LiveGrants(Now));

    public async Task MakeGrantAsync(GrantOrder order)
    {
        if (State.FindGrant(order.Grant) is not null) return;
        Refuse(!AreBounded(order.Terms), ErrorCodes.InvalidArgument, "The grant's terms are beyond their bounds.");
        Refuse(
            State.LiveGrants(Now).Length >= WorkspaceState.GrantsMax,
            ErrorCodes.LimitReached,
            $"A workspace has at most {WorkspaceState.GrantsMax} grants.");
        var draft = Begin(order.By);
        draft.Append(journal, Labels.Member, new GrantMade(order.Grant, order.Terms, order.By));
        await CommitAsync(draft);
    }

    public async Task<GrantUse> UseGrantAsync(Guid grant, RunId run, int step)
    {
        var (outcome, isNew) = State.Use(grant, run.Value, step, Now);
        if (!isNew) return outcome;
        var draft = Begin(new EventScope(id.Tenant, id.Value, Thread: null, CallerContext.System));
        draft.Append(journal, Labels.System, new GrantUsed(grant, run.Value, step));
        await CommitAsync(draft);
        return outcome;
    }

    public async Task<bool> RevokeGrantAsync(Guid grant, DocumentAuthor author)
    {
        Refuse(!author.MayChange, ErrorCodes.NotFound, "The role does not allow it.");
        if (State.FindGrant(grant) is null) return false;
        var draft = Begin(author.Account);
        draft.Append(journal, Labels.Member, new GrantRevoked(grant, author.Account));
        await CommitAsync(draft);
        return true;
    }

    public async Task<ImmutableArray<AgentSummary>> ListAgentsAsync()
    {
        var snapshot = await GetSettingsAsync();
        var document = SettingsReader.Read(snapshot.Text, SettingsScope.Workspace).Document;
        return EffectiveSettings.Of(
            SettingsDocument.Empty,
            document ?? SettingsDocument.Unreadable,
            snapshot.Agents,
            BuiltInAgent.IdIn(id.Value)).Agents();
    }

    public async Task<WorkspaceFile> PutFileAsync(PutFile file)
    {
        var put = await files.JudgeAsync(id, file, Now);
        var draft = Begin(file.By);
        draft.Append(journal, put.Labels, new FilePublished(put));
        draft.Change(file.Seen is { } seen
            ? WorkspaceFileRows.Publish(id, put, seen.Sha256)
            : WorkspaceFileRows.Put(id, put));
        await CommitAsync(draft);
        return put;
    }

    public async Task<bool> RemoveFileAsync(string path, Guid by, SeenFile? seen)
    {
        if (await files.FindAsync(id, path) is not { } known) return false;
        var draft = Begin(by);
        draft.Append(journal, Labels.Member, new FileRemoved(known.Path, by));
        if (seen?.Sha256 is { } sha256) draft.Change(WorkspaceFileRows.Require(id, known.Path, sha256));
        draft.Change(WorkspaceFileRows.Remove(id, known.Path));
        await CommitAsync(draft);
        return true;
    }

    private PolicySnapshot Snapshot()
    {
        var current = policies.Current(State.Policy);
        return new()
        {
            Workspace = id, Version = current.Version.Number, Text = current.Text, Grants = State.LiveGrants(Now),
        };
    }

    private async Task<DocumentReceipt> WritePolicyAsync(
        DocumentReceipt receipt, string text, string note, int? restores, DocumentAuthor author)
    {
        if (receipt.Outcome is not DocumentOutcome.Changed) return receipt;
        var draft = Begin(author.Account);
        draft.Append(
            journal, Labels.Member, new PolicyChanged(receipt.Version, text, note, author.Account, restores));
        await CommitAsync(draft);
        return receipt;
    }

    private async Task<DocumentReceipt> WriteAsync(
        (DocumentReceipt Receipt, SettingsWritten? Written) judged, DocumentAuthor author)
    {
        if (judged.Written is null) return judged.Receipt;
        var draft = Begin(author.Account);
        draft.Append(journal, Labels.Member, judged.Written);
        await CommitAsync(draft);
        return judged.Receipt;
    }

    private Draft Begin(Guid by) => Begin(new EventScope(id.Tenant, id.Value, Thread: null, by.ToString("N")));

    private static bool AreBounded(GrantTerms terms) =>
        terms.UsesMax is >= 1 and <= GrantTerms.UsesMost
        && terms.Days is >= 1 and <= GrantTerms.DaysMost
        && terms.Hosts.Length <= GrantTerms.BoundsMax
        && (terms.Arguments is { } arguments ? arguments.Length <= GrantTerms.BoundsMax : terms.Hosts.Length > 0);

    private static void Refuse(bool condition, string code, string message)
    {
        if (condition) throw new OmniSageException(code, message);
    }
}
