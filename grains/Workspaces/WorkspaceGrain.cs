using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Policies;
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
    private const int HistoryMax = 200;

    private WorkspaceId id;
    private Journal<WorkspaceState> journal = null!;

    private WorkspaceState State => journal.State;

    private DateTimeOffset Now => Services.Time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = WorkspaceId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<WorkspaceState>(new(id.Tenant, JournalKind.Workspace, id.Value), cancellationToken);
    }

    public Task<PolicySnapshot> GetPolicyAsync() => Task.FromResult(Snapshot());

    public async Task<PolicyText?> GetPolicyTextAsync(int? version)
    {
        if (version is null || version == State.Version) return new(State.CurrentVersion, State.CurrentText);
        return State.FindVersion(version.Value) is { } known ? new(known, await ReadTextAsync(known)) : null;
    }

    public Task<ImmutableArray<PolicyVersion>> GetPolicyHistoryAsync(int? before, int max) => Task.FromResult(
        State.Versions.Reverse().Append(WorkspaceState.FirstVersion)
            .Where(version => before is null || version.Number < before)
            .Take(Math.Clamp(max, 1, HistoryMax))
            .ToImmutableArray());

    public async Task<PolicyReceipt> ChangePolicyAsync(PolicyChange change)
    {
        Check(change.Note);
        var outcome = State.Judge(change.Text, change.Expected, change.Author);
        if (outcome is not PolicyOutcome.Changed) return new(outcome, State.Version, []);
        var read = PolicyReader.Read(change.Text);
        if (read.Document is null) return new(PolicyOutcome.Invalid, State.Version, read.Faults);
        return await ChangeAsync(change.Text, change.Note, restores: null, change.Author);
    }

    public async Task<PolicyReceipt> RollBackPolicyAsync(PolicyRollback rollback)
    {
        Check(rollback.Note);
        if (!rollback.Author.MayChange) return new(PolicyOutcome.NotAllowed, State.Version, []);
        if (State.FindVersion(rollback.To) is not { } known) return new(PolicyOutcome.NotFound, State.Version, []);
        var text = await ReadTextAsync(known);
        var outcome = State.Judge(text, rollback.Expected, rollback.Author);
        if (outcome is not PolicyOutcome.Changed) return new(outcome, State.Version, []);
        // An old text may say what today's program no longer takes.
        var read = PolicyReader.Read(text);
        if (read.Document is null) return new(PolicyOutcome.Invalid, State.Version, read.Faults);
        return await ChangeAsync(text, rollback.Note, rollback.To, rollback.Author);
    }

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
                Version = State.Version,
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

    public async Task<bool> RevokeGrantAsync(Guid grant, PolicyAuthor author)
    {
        Refuse(!author.MayChange, ErrorCodes.NotFound, "The role does not allow it.");
        if (State.FindGrant(grant) is null) return false;
        var draft = Begin(author.Account);
        draft.Append(journal, Labels.Member, new GrantRevoked(grant, author.Account));
        await CommitAsync(draft);
        return true;
    }

    public Task<ImmutableArray<AgentSummary>> ListAgentsAsync() => Task.FromResult<ImmutableArray<AgentSummary>>(
        [new() { Id = BuiltInAgent.IdIn(id.Value), Slug = BuiltInAgent.Slug, Name = BuiltInAgent.Name }]);

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

    private PolicySnapshot Snapshot() => new()
    {
        Workspace = id, Version = State.Version, Text = State.CurrentText, Grants = State.LiveGrants(Now),
    };

    private async Task<PolicyReceipt> ChangeAsync(string text, string note, int? restores, PolicyAuthor author)
    {
        var draft = Begin(author.Account);
        draft.Append(
            journal, Labels.Member, new PolicyChanged(State.Version + 1, text, note, author.Account, restores));
        await CommitAsync(draft);
        return new(PolicyOutcome.Changed, State.Version, []);
    }

    /// <summary>Old texts are in the log only: the state stays small however often a policy is changed.</summary>
    private async Task<string> ReadTextAsync(PolicyVersion version)
    {
        if (version.Number == 0) return PolicyPresets.TextOf(PolicyPresets.Default);
        var events = await history.ReadJournalAsync(journal.Id, version.Seq - 1, max: 1, CancellationToken.None);
        return events is [var stored]
            && EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span) is PolicyChanged changed
            ? changed.Text
            : throw new OmniSageException(ErrorCodes.JournalCorrupt, "The log does not hold this version.");
    }

    private Draft Begin(Guid by) => Begin(new EventScope(id.Tenant, id.Value, Thread: null, by.ToString("N")));

    private static bool AreBounded(GrantTerms terms) =>
        terms.UsesMax is >= 1 and <= GrantTerms.UsesMost
        && terms.Days is >= 1 and <= GrantTerms.DaysMost
        && terms.Hosts.Length <= GrantTerms.BoundsMax
        && (terms.Arguments is { } arguments ? arguments.Length <= GrantTerms.BoundsMax : terms.Hosts.Length > 0);

    private static void Check(string note) => Refuse(
        note.Length > PolicyChange.NoteCharsMax || note.Any(char.IsControl),
        ErrorCodes.InvalidArgument,
        $"The note is one line of at most {PolicyChange.NoteCharsMax} characters.");

    private static void Refuse(bool condition, string code, string message)
    {
        if (condition) throw new OmniSageException(code, message);
    }
}
