using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Executors;

/// <summary>
/// One delegated task. Keyed by <see cref="TaskId"/>. It writes the task's run, keeps its limits, holds its sandbox
/// for as long as the task lives, and delivers its result until the coordinator has taken it.
/// </summary>
[Alias("omnisage.executor"), GrainInterfaceType("executor")]
public interface IExecutorGrain : IRunOwner
{
    /// <summary>Takes the task; on return it is durable. Repeating it changes nothing.</summary>
    [Alias("start")]
    Task StartAsync(TaskContract contract);

    /// <summary>The tenant's admission has a place for the task. Repeating it changes nothing.</summary>
    [Alias("place-granted")]
    Task PlaceGrantedAsync();

    /// <summary>Takes what was decided about a call that waits. Repeating it changes nothing.</summary>
    [Alias("approval-decided")]
    Task ApprovalDecidedAsync(ApprovalDecision decision);

    /// <summary>Takes how its question ended. Repeating it changes nothing.</summary>
    [Alias("question-answered")]
    Task QuestionAnsweredAsync(QuestionAnswer answer);

    /// <summary>Ends the task and its sandbox. A task that was never started is cancelled before it starts.</summary>
    [Alias("cancel")]
    Task<CancelOutcome> CancelAsync(Guid by, string reason);

    /// <summary>
    /// Lets the run take so much beyond all limits; one that waits for its budget goes on. Repeating it with the same
    /// <paramref name="grant"/> changes nothing.
    /// </summary>
    [Alias("grant-budget")]
    Task<GrantOutcome> GrantBudgetAsync(Guid grant, Amount amount, Guid by);
}
