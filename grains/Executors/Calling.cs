using System.Diagnostics;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Executors;

/// <summary>
/// Decides what becomes of a task's calls: each is judged by policy, and made, refused, or put to a person. What is the
/// executor's own to do is done here.
/// </summary>
internal sealed class Calling(
    TaskId id,
    Journal<RunState> journal,
    RunJournal runs,
    RunOwner owner,
    Asking asking,
    Questioning questioning,
    Publishing publishing)
{
    private RunPlace Place => RunPlace.Of(journal.Next.Contract!);

    /// <summary>
    /// Has the call made, or a person asked about it. True where it has its answer already, so that the run goes on.
    /// </summary>
    public async Task<bool> IsAnsweredAsync(Draft draft, ToolCall wish)
    {
        if (journal.Next.Waiting?.Decision is { Status: not ApprovalStatus.Allowed } decided)
        {
            var (code, error) = Asking.Refusal(decided);
            RunJournal.Refuse(draft, journal, wish, code, error);
            return true;
        }

        try
        {
            return await IsAnsweredWholeAsync(draft, await CompleteAsync(wish));
        }
        catch (ToolFaultException fault)
        {
            RunJournal.Refuse(draft, journal, wish, fault.Code, fault.Message);
            return true;
        }
    }

    private async Task<bool> IsAnsweredWholeAsync(Draft draft, ToolCall wish)
    {
        switch (await runs.JudgeAsync(draft, journal, Place, wish))
        {
            case GateAnswer.Pass({ Tool: ToolIds.FilesPublish } call, { }):
                await publishing.CarryAsync(draft, journal, Place, call);
                return true;
            case GateAnswer.Pass({ Tool: ToolIds.AskUser } call, { }):
                if (questioning.IsRefused(draft, journal, call, runs.Options.QuestionTimeMax)) return true;
                draft.WhenDurable(() => runs.Runner.LetGo(new(id.Tenant, id.Value)));
                return false;
            case GateAnswer.Pass(var call, _):
                var order = runs.CallTool(draft, journal, owner, Place, call);
                draft.WhenDurable(() => runs.Runner.TryStart(order));
                return false;
            case GateAnswer.Refuse(var code, var error, _):
                RunJournal.Refuse(draft, journal, wish, code, error);
                return true;
            case GateAnswer.Ask ask:
                asking.Ask(draft, journal, ask, runs.Options.ApprovalTimeMax);
                draft.WhenDurable(() => runs.Runner.LetGo(new(id.Tenant, id.Value)));
                return false;
            case var other:
                throw new UnreachableException($"A call has no {other.GetType().Name}.");
        }
    }

    /// <summary>A call that was prepared names what was kept for it.</summary>
    private async Task<ToolCall> CompleteAsync(ToolCall wish) => journal.Next.Prepared is { } prepared
        ? await publishing.CompleteAsync(new WorkspaceId(id.Tenant, Place.Workspace), wish, prepared.Artifact)
        : wish;
}
