using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Executors;

/// <summary>
/// Has a task wait for a limit to have room again. That is in its journal before its thread hears of it; the thread is
/// told when it begins to wait and when it goes on, so that people see how things are.
/// </summary>
internal sealed class BudgetWaiting(TaskId id, Courier courier)
{
    /// <summary>Stages that the run waits, and for what.</summary>
    public void Park(Draft draft, Journal<RunState> journal, BudgetShortage shortage)
    {
        draft.Append(journal, Labels.System, new BudgetShort(id.Value, shortage));
        draft.Append(journal, Labels.System, new RunParked(RunFunds.WaitsForBudget));
        draft.WhenDurable(() => Send(journal.State));
    }

    /// <summary>Stages that there is room: it goes on as soon as it has a place.</summary>
    public void End(Draft draft, Journal<RunState> journal)
    {
        draft.Append(journal, Labels.System, new BudgetShort(id.Value, null));
        draft.WhenDurable(() => Send(journal.State));
    }

    /// <summary>Tells the thread how it is; telling it again changes nothing.</summary>
    public void Send(RunState run)
    {
        var shortage = run.AwaitsBudget ? run.Budget.Shortage : null;
        var thread = new ThreadId(id.Tenant, run.Contract!.Thread);
        courier.Send(
            id.Tenant,
            $"short {id} {run.Step} {shortage is null}",
            grains => grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey())
                .ShowShortageAsync(new(id.Tenant, id.Value), shortage));
    }
}
