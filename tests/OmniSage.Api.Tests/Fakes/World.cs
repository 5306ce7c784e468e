using System.Collections.Concurrent;
using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>What the fakes share: the log, who watches live output, and what the agent does with a message.</summary>
internal sealed class World
{
    public World() => History = new(Log, Approvals);

    public FakeLog Log { get; } = new();

    public FakeHistory History { get; }

    public FakeDirectory Directory { get; } = new();

    public ConcurrentDictionary<(Guid Run, IRunObserver Observer), bool> Watchers { get; } = new();

    /// <summary>What people are and were asked.</summary>
    public ConcurrentDictionary<ApprovalId, ApprovalView> Approvals { get; } = new();

    /// <summary>The decisions that were taken.</summary>
    public ConcurrentBag<DecideApproval> Decisions { get; } = [];

    /// <summary>Facts, and the scopes whose switches were set.</summary>
    public FakeFacts Facts { get; } = new();

    public FakeArtifacts Artifacts { get; } = new();
    public FakeModels Models { get; } = new();
    public FakeImages Images { get; } = new();

    /// <summary>Pictures of all messages that came, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<MessageImage> Pictures { get; } = new();

    public FakeBudgets Budgets { get; } = new();

    /// <summary>Threads and memory scopes that were told whether to keep facts.</summary>
    public ConcurrentDictionary<Guid, bool> KeepsFacts { get; } = new();

    /// <summary>The tenant that each call of a coordinator said it speaks for.</summary>
    public ConcurrentBag<string?> Claims { get; } = [];

    /// <summary>What policy was asked about.</summary>
    public ConcurrentBag<PolicyQuestion> Questions { get; } = [];

    /// <summary>What tasks wait to have answered, in every thread.</summary>
    public ImmutableArray<OpenQuestion> OpenQuestions { get; set; } = [];

    /// <summary>What a coordinator makes of an answer.</summary>
    public Func<AnswerQuestion, AnswerReceipt> Answer { get; set; } = _ => new(AnswerOutcome.NotFound);

    /// <summary>Links to sign in by, and who is signed in, by their hashes.</summary>
    public ConcurrentDictionary<string, SignInOffer> Links { get; } = new();

    public ConcurrentDictionary<string, Session> Sessions { get; } = new();

    /// <summary>The agents of every workspace, beside the built-in one.</summary>
    public ImmutableArray<AgentSummary> Agents { get; set; } = [];

    /// <summary>The grants of every workspace.</summary>
    public List<Guid> Grants { get; } = [];

    /// <summary>What the agent does once a message is durable; nothing unless a test says so.</summary>
    public Func<FakeThread, Guid, string, Task> Agent { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Thrown by the coordinator when set.</summary>
    public Exception? Fault { get; set; }

    public async Task SayAsync(RunId run, int step, LiveChannel channel, long offset, string text)
    {
        var output = new LiveOutput
        {
            Run = run,
            Step = step,
            Attempt = 1,
            Channel = channel,
            Offset = offset,
            Text = text,
        };
        foreach (var (watched, observer) in Watchers.Keys)
        {
            if (watched == run.Value) await observer.OnOutputAsync(output);
        }
    }
}
