using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Journals;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Memories;
using Orleans.Runtime;

namespace OmniSage.Grains.Memory;

[GrainType("memory")]
internal sealed class MemoryScopeGrain(JournalServices services, IOptions<MemoryOptions> options)
    : JournaledGrain(services), IMemoryScopeGrain
{
    /// <summary>Facts that expire in one commit; the rest follows with the next.</summary>
    private const int ExpiringMax = 1_000;

    private const string Retention = "retention";

    /// <summary>The floor of reminders, and how often one that is late comes again.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private MemoryScopeId id;
    private Journal<MemoryState> journal = null!;

    private MemoryState State => journal.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = MemoryScopeId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<MemoryState>(new(id.Tenant, JournalKind.Memory, id.Value), cancellationToken);
    }

    public async Task<RememberOutcome> RememberAsync(RememberFact command)
    {
        var now = Services.Time.GetUtcNow();
        FactRules.Check(command, id, now);
        if (State.HasSeen(command.Fact)) return RememberOutcome.Remembered;
        if (!await KeepsFactsAsync(command)) return RememberOutcome.SwitchedOff;
        var outcome = State.Judge(command, options.Value.FactsMax);
        if (outcome != RememberOutcome.Remembered) return outcome;
        // Before the fact is durable: a reminder that comes for nothing does no harm, one that is missing does.
        if (command.ExpiresUs is { } expires && !(State.NextExpiryUs <= expires)) await RemindAsync(expires, now);
        var draft = Begin(command.Scope.Workspace, command.By.ToString("N"));
        Write(draft, command);
        await CommitAsync(draft);
        return outcome;
    }

    public async Task<ForgetOutcome> ForgetAsync(Guid fact, Guid by)
    {
        if (State.Forgotten.Contains(fact)) return ForgetOutcome.Forgotten;
        if (!State.Facts.ContainsKey(fact)) return ForgetOutcome.NotFound;
        await EraseAsync(State.GoesWith([fact]), by);
        return ForgetOutcome.Forgotten;
    }

    public async Task SwitchAsync(bool isOn, Guid by)
    {
        if (State.IsOn == isOn) return;
        var draft = Begin(workspace: null, by.ToString("N"));
        draft.Append(journal, Labels.Member, new MemorySwitched(isOn, by));
        await CommitAsync(draft);
    }

    public Task<bool> IsOnAsync() => Task.FromResult(State.IsOn);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var now = Services.Time.GetUtcNow();
        var expired = State.ExpiredAt(Microseconds.Of(now), ExpiringMax);
        if (!expired.IsEmpty) await EraseAsync(State.GoesWith(expired), by: null);
        if (State.NextExpiryUs is { } next) await RemindAsync(next, now);
        else if (await this.GetReminder(Retention) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private void Write(Draft draft, RememberFact command)
    {
        var written = new MemoryWritten
        {
            Fact = command.Fact,
            Seq = journal.NextSeq + 1,
            Scope = command.Scope,
            Text = command.Text,
            By = command.By,
            Importance = command.Importance,
            Source = command.Source,
            Supersedes = command.Supersedes,
            MadeFrom = command.MadeFrom,
            ExpiresUs = command.ExpiresUs,
        };
        draft.Append(journal, command.Labels, written);
        var kept = draft.Events[^1];
        draft.Change(FactRows.Insert(id, FactRules.ToFact(written, kept)));
        if (command.Supersedes is { } old) draft.Change(FactRows.Replace(id.Tenant, old, command.Fact));
    }

    private async Task EraseAsync(ImmutableArray<Guid> facts, Guid? by)
    {
        var seqs = facts.Select(fact => State.Facts[fact].Seq).ToImmutableArray();
        var draft = Begin(workspace: null, by?.ToString("N") ?? CallerContext.System);
        draft.Append(journal, Labels.System, new MemoryForgotten(facts, by));
        foreach (var seq in seqs)
        {
            draft.Append(journal, Labels.System, new PayloadErased(seq));
            draft.Change(JournalStore.EraseChange(journal.Id, seq));
        }

        foreach (var fact in facts)
        {
            draft.Change(FactRows.Delete(id.Tenant, fact));
            draft.Change(FactUseRows.Delete(id.Tenant, fact));
        }

        draft.Change(MemoryScopeRows.Erased(id, draft.Now));
        await CommitAsync(draft);
    }

    /// <summary>A workspace's own memory knows for itself; a thread's coordinator answers without waiting.</summary>
    private async Task<bool> KeepsFactsAsync(RememberFact command)
    {
        var thread = command.Scope.Kind == MemoryScopeKind.Thread ? command.Scope.Subject : command.Source.Thread;
        if (thread is { } told)
        {
            var key = new ThreadId(id.Tenant, told).ToGrainKey();
            var status = await GrainFactory.GetGrain<ICoordinatorGrain>(key).GetStatusAsync();
            if (!status.KeepsFacts) return false;
        }

        var workspace = MemoryScopeId.Of(id.Tenant, MemoryScope.OfWorkspace(command.Workspace));
        return workspace == id
            ? State.IsOn
            : await GrainFactory.GetGrain<IMemoryScopeGrain>(workspace.ToGrainKey()).IsOnAsync();
    }

    private async Task RemindAsync(long atUs, DateTimeOffset now)
    {
        var wait = Microseconds.ToTime(atUs) - now;
        await this.RegisterOrUpdateReminder(Retention, wait > Period ? wait : Period, Period);
    }

    /// <summary>No thread: what is remembered is nobody's to watch who watches a conversation.</summary>
    private Draft Begin(Guid? workspace, string actor) =>
        Begin(new EventScope(id.Tenant, workspace, Thread: null, actor));
}
