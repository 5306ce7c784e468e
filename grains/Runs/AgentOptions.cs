using System.ComponentModel.DataAnnotations;

namespace OmniSage.Grains.Runs;

/// <summary>The bounds of agents at work. Checked at start; each refusal names the setting.</summary>
public sealed class AgentOptions
{
    /// <summary>The configuration section: <c>Agents</c>.</summary>
    public const string Section = "Agents";

    private const string Second = "00:00:01";
    private const string Day = "1.00:00:00";

    /// <summary>Executors of one tenant that work at once, 1 to 1,000. Default 5.</summary>
    [Range(1, 1_000)]
    public int ExecutorsMax { get; set; } = 5;

    /// <summary>Tasks of one thread that have not ended, 1 to 500. Default 50.</summary>
    [Range(1, 500)]
    public int OpenTasksMax { get; set; } = 50;

    /// <summary>Tasks that one answer may delegate, and calls that it may make, 1 to 100. Default 16.</summary>
    [Range(1, 100)]
    public int CallsMax { get; set; } = 16;

    /// <summary>Turns of one thread that wait, 1 to 1,000. Default 100.</summary>
    [Range(1, 1_000)]
    public int QueuedTurnsMax { get; set; } = 100;

    /// <summary>Messages that join one turn, whether they steer it or wait with it, 1 to 1,000. Default 100.</summary>
    [Range(1, 1_000)]
    public int TurnMessagesMax { get; set; } = 100;

    /// <summary>
    /// Bytes of the messages that join one turn, 256 KiB (one message may have that) to 64 MiB. Default 4 MiB.
    /// </summary>
    [Range(IncomingMessage.TextBytesMax, 64 << 20)]
    public int TurnMessageBytesMax { get; set; } = 4 << 20;

    /// <summary>
    /// Bytes of all that was said and done in one run, which every model request repeats; one that has more fails when
    /// it would ask or call again. 1 MiB to 64 MiB, default 8 MiB.
    /// </summary>
    [Range(1 << 20, 64 << 20)]
    public int RunBytesMax { get; set; } = 8 << 20;

    /// <summary>Steps of one turn, 1 to 1,000. Default 30.</summary>
    [Range(1, 1_000)]
    public int TurnStepsMax { get; set; } = 30;

    /// <summary>Time that one turn may take, 1 second to 1 day. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan TurnTimeMax { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Times in a row that a run may make the same call with the same result, or meet the same error, 2 to 100; then
    /// the model is told, and the next such call ends the run. Default 3.
    /// </summary>
    [Range(2, 100)]
    public int RepeatsMax { get; set; } = 3;

    /// <summary>Tasks that one turn may delegate from its start to its end, 1 to 500. Default 50.</summary>
    [Range(1, 500)]
    public int TurnTasksMax { get; set; } = 50;

    /// <summary>
    /// Turns in a row that follow results of tasks, and delegate again, without a person saying anything, 1 to 100.
    /// Default 8.
    /// </summary>
    [Range(1, 100)]
    public int TurnDepthMax { get; set; } = 8;

    /// <summary>Attempts of one step, retries and restarts together, 1 to 100. Default 5.</summary>
    [Range(1, 100)]
    public int AttemptsMax { get; set; } = 5;

    /// <summary>Tokens that one model answer may have, 1 to 1,000,000. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int OutputTokensMax { get; set; } = 4_096;

    /// <summary>
    /// Characters of one model answer, 1,000 to 10,000,000; a longer one fails the step. Default 1,000,000.
    /// </summary>
    [Range(1_000, 10_000_000)]
    public int AnswerCharsMax { get; set; } = 1_000_000;

    /// <summary>
    /// Bytes of one tool's result where it is stored, JSON's escapes counted; more is cut, and said so. 4 KiB to 1 MiB,
    /// default 64 KiB.
    /// </summary>
    [Range(4_096, 1_048_576)]
    public int ToolResultBytesMax { get; set; } = 64 * 1024;

    /// <summary>
    /// Bytes of a task's workspace that survive a restart, up to 1 GiB; a larger one is not kept, and the model is
    /// told. Default 64 MiB.
    /// </summary>
    [Range(0, 1L << 30)]
    public long WorkspaceBytesMax { get; set; } = 64L << 20;

    /// <summary>
    /// Bytes of one file that is published, put into a workspace or taken from it, 1 KiB to 256 MiB. Default 32 MiB.
    /// </summary>
    [Range(1_024, 256 << 20)]
    public int ArtifactBytesMax { get; set; } = 32 << 20;

    /// <summary>Files that one run may keep, 1 to 1,000. Default 100.</summary>
    [Range(1, 1_000)]
    public int ArtifactsMax { get; set; } = 100;

    /// <summary>Files of one workspace, 1 to 1,000,000. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int WorkspaceFilesMax { get; set; } = 10_000;

    /// <summary>Time that one model call may take, 1 second to 1 day. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan ModelTimeMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time that one tool call may take, 1 second to 1 day. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan ToolTimeMax { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Time in which a person decides about a call, 1 second to 90 days. Default 3 days.</summary>
    [Range(typeof(TimeSpan), Second, "90.00:00:00")]
    public TimeSpan ApprovalTimeMax { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// Time in which a task's question is answered, 1 second to 90 days; then it goes on without. Default 7 days.
    /// </summary>
    [Range(typeof(TimeSpan), Second, "90.00:00:00")]
    public TimeSpan QuestionTimeMax { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Model calls of this silo under way at once, 1 to 100,000. Default 1,024.</summary>
    [Range(1, 100_000)]
    public int ModelStepsMax { get; set; } = 1_024;

    /// <summary>Tool calls of this silo under way at once, 1 to 10,000. Default 64.</summary>
    [Range(1, 10_000)]
    public int ToolStepsMax { get; set; } = 64;

    /// <summary>
    /// Steps of this silo that wait, for a model's turn or for a tool's each, 1 to 1,000,000. Default 20,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int WaitingStepsMax { get; set; } = 20_000;

    /// <summary>
    /// The part of them that one tenant may have, so that there is room for others, 1 to
    /// <see cref="WaitingStepsMax"/>. Default: half of it.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? WaitingStepsPerTenantMax { get; set; }

    /// <summary>Characters of a step's live output that a late watcher still gets, in all. Default 64 Ki.</summary>
    [Range(1_024, 1_048_576)]
    public int LiveCharsMax { get; set; } = 64 * 1024;

    /// <summary>How long a run's lease is good without being renewed, 1 second to 1 day. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often leases of steps under way are renewed, 1 second to 1 day, and less than <see cref="LeaseTime"/>.
    /// Default 10 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan LeaseRenewal { get; set; } = TimeSpan.FromSeconds(10);
}
