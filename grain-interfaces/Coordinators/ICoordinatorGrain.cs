using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Executors;
using OmniSage.GrainInterfaces.Journals;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>
/// The agent in one thread. Keyed by <see cref="ThreadId"/>. It keeps the order of the inbox, runs at most one turn at
/// a time, keeps the table of tasks, and never awaits a model or a tool: a message is durable and acknowledged at
/// once, whatever is under way.
/// </summary>
[Alias("omnisage.coordinator"), GrainInterfaceType("coordinator")]
public interface ICoordinatorGrain : IRunOwner
{
    /// <summary>Opens the thread. Opening it again changes nothing and answers the same thread.</summary>
    [Alias("open")]
    Task<OpenedThread> OpenAsync(OpenThread command);

    /// <summary>
    /// Takes a message; on return it is durable, with the id of the run that takes it. A message whose
    /// <see cref="IncomingMessage.ClientId"/> was seen before changes nothing and answers the same.
    /// </summary>
    [Alias("receive")]
    Task<Receipt> ReceiveAsync(IncomingMessage message);

    /// <summary>Cancels a turn with all tasks under it, or one task.</summary>
    [Alias("cancel")]
    Task<CancelOutcome> CancelAsync(RunId run, Guid by);

    /// <summary>Takes the result of a task; repeated by its executor until it returns.</summary>
    [Alias("task-finished")]
    Task TaskFinishedAsync(TaskId task, TaskResult result);

    /// <summary>
    /// Shows people the question of a task; repeated by its executor. Null while it waits for its answer, and where
    /// nobody wants to know any more; how it ended once it has, also where its time is over now.
    /// </summary>
    [Alias("ask")]
    Task<QuestionAnswer?> AskAsync(TaskQuestion question);

    /// <summary>Answers a question; on return it is durable, and the task is told until it has taken it.</summary>
    [Alias("answer")]
    Task<AnswerReceipt> AnswerAsync(AnswerQuestion answer);

    /// <summary>Shows people that a task waits for an approval. Repeating it changes nothing.</summary>
    [Alias("show-approval")]
    Task ShowApprovalAsync(ApprovalRequest request);

    /// <summary>Takes the answer of a command whose work was done outside. Repeating it changes nothing.</summary>
    [Alias("command-answered")]
    Task CommandAnsweredAsync(RunId run, string reply, Labels labels);

    /// <summary>Sets whether facts that are said in this thread may be kept. Repeating it changes nothing.</summary>
    [Alias("switch-memory")]
    Task SwitchMemoryAsync(bool isOn, Guid by);

    /// <summary>
    /// A fact was forgotten that these runs kept or were told: erases every summary that may hold what was said in
    /// them, and makes it anew without. Each call does a bounded part; repeated until it answers that all is done.
    /// Repeating it then changes nothing.
    /// </summary>
    [Alias("forget-talk")]
    Task<bool> ForgetTalkAsync(ImmutableArray<Guid> runs);

    /// <summary>What is under way, from memory, without waiting for whatever the grain is doing.</summary>
    [Alias("get-status"), AlwaysInterleave]
    Task<ThreadStatus> GetStatusAsync();

    /// <summary>Shows people that a task waits for its budget, or with null that it goes on. Repeating it changes
    /// nothing.</summary>
    [Alias("show-shortage")]
    Task ShowShortageAsync(RunId run, BudgetShortage? shortage);

    /// <summary>Tells people that a limit comes near. Repeating it changes nothing.</summary>
    [Alias("show-budget")]
    Task ShowBudgetAsync(BudgetNotice notice);
}
