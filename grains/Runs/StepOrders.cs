using OmniSage.Grains.Journals;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Runs;

/// <summary>Makes the orders of a run's steps from what a draft has staged of them.</summary>
internal sealed class StepOrders(ToolCatalog catalog, AgentOptions options)
{
    public ModelOrder AskModel(
        Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place, ModelRequest request) => new()
    {
        Run = new(journal.Id.Tenant, journal.Id.Value),
        Step = journal.Next.Step,
        Attempt = journal.Next.Attempt,
        Owner = owner,
        TimeMax = TimeOf(draft, journal.Next, options.ModelTimeMax),
        Request = request,
        Place = place,
    };

    public PrepareOrder Prepare(
        Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place, ToolCall call) => new()
    {
        Run = new(journal.Id.Tenant, journal.Id.Value),
        Step = journal.Next.Step,
        Attempt = journal.Next.Attempt,
        Owner = owner,
        TimeMax = TimeOf(draft, journal.Next, options.ToolTimeMax),
        Call = call,
        Place = place,
        Workspace = journal.Next.Workspace,
    };

    public ToolOrder CallTool(
        Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place, ToolCall call) => new()
    {
        Run = new(journal.Id.Tenant, journal.Id.Value),
        Step = journal.Next.Step,
        Attempt = journal.Next.Attempt,
        Owner = owner,
        TimeMax = TimeOf(draft, journal.Next, options.ToolTimeMax),
        Call = call,
        Tools = journal.Next.Kind == StepKind.Check ? [call.Tool]
            : journal.Next.Contract?.Tools ?? catalog.ForCoordinators,
        Place = place,
        Labels = journal.Next.Labels,
        Workspace = journal.Next.Workspace,
    };

    /// <summary>No step outlasts its run.</summary>
    private TimeSpan TimeOf(Draft draft, RunState run, TimeSpan most)
    {
        var limits = run.Contract is { } contract ? RunLimits.Of(contract, options) : RunLimits.OfTurn(options);
        var left = limits.TimeMax - AgentLoop.WorkedFor(run, draft.Now);
        return left > most ? most : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
