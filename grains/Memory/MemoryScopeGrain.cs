using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Memories;
using Orleans.Runtime;

namespace OmniSage.Grains.Memory;

[GrainType("memory")]
internal sealed class MemoryScopeGrain(
    JournalServices services, Courier courier, ForgottenTeller teller, IOptions<MemoryOptions> options)
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

    private bool CanForget => State.Untold.Length < options.Value.UntoldMax;

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
        if (!CanForget) throw new OmniSageException(
            ErrorCodes.LimitReached, "So much was forgotten lately that conversations are still being told.", true);
        // Before it is durable, so that a restart cannot keep conversations from being told.
        await RemindAsync(0, Services.Time.GetUtcNow());
        await EraseAsync(State.GoesWith([fact]), by);
        return ForgetOutcome.Forgotten;
    }

    public async Task ToldAsync(ImmutableArray<Guid> facts)
    {
        var told = State.Untold.Select(one => one.Fact).Intersect(facts).ToImmutableArray();
        if (told.IsEmpty) return;
        var draft = Begin(workspace: null, CallerContext.System);
        draft.Append(journal, Labels.System, new MemoryTold(told));
        await CommitAsync(draft);
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
        if (CanForget && !expired.IsEmpty) await EraseAsync(State.GoesWith(expired), by: null);
        TellAgain(now);
        if (!State.Untold.IsEmpty) await RemindAsync(0, now);
        else if (State.NextExpiryUs is { } next) await RemindAsync(next, now);
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
        var known = facts.Select(fact => (Id: fact, Fact: State.Facts[fact])).ToList();
        var draft = Begin(workspace: null, by?.ToString("N") ?? CallerContext.System);
        draft.Append(journal, Labels.System, new MemoryForgotten(facts, by));
        foreach (var (_, fact) in known) draft.Erase(journal, fact.Seq);
        foreach (var (fact, was) in known)
        {
            draft.Change(FactRows.Delete(id.Tenant, fact));
            // The notes of its uses stay until those conversations know; where it was said is one of them.
            if (was.Source is { } source) draft.Change(FactUseRows.Insert(
                new(id.Tenant, source.Run), source.Thread, fact, Microseconds.Of(draft.Now), score: 0));
        }

        draft.Change(MemoryScopeRows.Erased(id, draft.Now));
        draft.WhenDurable(() => courier.Send(
            id.Tenant, $"forgotten {facts[0]}", grains => teller.TellAsync(grains, id.Tenant, facts)));
        await CommitAsync(draft);
    }

    /// <summary>
    /// A turn that was told a fact in the moment in which it was forgotten may have noted so only since: what was
    /// forgotten a while ago is told once more, and then no longer.
    /// </summary>
    private void TellAgain(DateTimeOffset now)
    {
        var due = State.Untold.Where(one => one.AtUs <= Microseconds.Of(now - Period)).Take(ExpiringMax)
            .Select(one => one.Fact)
            .ToImmutableArray();
        if (due.IsEmpty) return;
        var key = id.ToGrainKey();
        courier.Send(id.Tenant, $"forgotten again {key}", async grains =>
        {
            await teller.TellAsync(grains, id.Tenant, due);
            await grains.GetGrain<IMemoryScopeGrain>(key).ToldAsync(due);
        });
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
