using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Models;
using OmniSage.Storage.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>
/// Reserves before a model is asked and settles after: both are the run's own events and ride its commits. Where no
/// limit holds nobody is asked and nothing is reserved; what calls took is counted all the same.
/// </summary>
internal sealed class RunFunds(
    IBudgetSettings settings, FindModel findModel, TokenBound bound, Courier courier, IGrainFactory grains)
{
    /// <summary>Why a run is parked that waits for money or tokens.</summary>
    public const string WaitsForBudget = "budget";

    /// <summary>Of a run that ended because a limit was in the way.</summary>
    public const string Exhausted = "budget_exhausted";

    /// <summary>Of a run whose model nobody has given a price.</summary>
    public const string PriceMissing = "price_missing";

    /// <summary>Stages the allowance of the attempt that comes next, if any limit holds.</summary>
    public async Task<Funding> ReserveAsync(
        Draft draft, Journal<RunState> journal, RunPlace place, ModelRequest request, int step, int attempt)
    {
        var account = AccountOf(journal.Id.Tenant, place);
        var terms = await settings.FindAsync(account, CancellationToken.None);
        if (terms.Limits.IsEmpty) return new Funding.Ready();
        ImmutableArray<AskedModel> models;
        try
        {
            var run = new RunId(journal.Id.Tenant, journal.Id.Value);
            models = (await findModel(new(run, place, request.Level), CancellationToken.None)).ModelsOf();
        }
        catch (ModelFaultException fault)
        {
            return new Funding.Refused(fault.Code, fault.Message);
        }

        var most = Charging.Most(
            models, bound.Of(request), request.OutputTokensMax, request.Level, account, terms, out var free);
        if (free is not null && terms.CountMoney)
            return new Funding.Refused(PriceMissing, BudgetText.NoPrice(free.Provider, free.Model));
        var wish = Wish(journal, account, terms, BudgetFold.AmountOf(most)) with
        {
            Step = step, Attempt = attempt, Thread = place.Thread,
        };
        var answer = await Grain(journal.Id.Tenant).ReserveAsync(wish);
        if (answer.Shortage is { } shortage) return new Funding.Short(shortage);
        draft.Append(journal, Labels.System, new BudgetReserved(
            step, attempt, wish.Amount, most, answer.IsExtra, models.Length));
        foreach (var change in HoldRows.Insert(wish, answer.Epoch)) draft.Change(change);
        return new Funding.Ready();
    }

    /// <summary>Whether a run that waits would get what it waits for.</summary>
    public async Task<bool> HasRoomAsync(Journal<RunState> journal, RunPlace place)
    {
        if (journal.State.Budget.Shortage is not { } shortage) return true;
        var account = AccountOf(journal.Id.Tenant, place);
        var terms = await settings.FindAsync(account, CancellationToken.None);
        if (terms.Limits.IsEmpty) return true;
        var wish = Wish(journal, account, terms, shortage.Needed) with { IsProbe = true, Thread = place.Thread };
        return (await Grain(journal.Id.Tenant).ReserveAsync(wish)).Shortage is null;
    }

    /// <summary>Stages what a model's step brought, with what it took, and settles its allowance.</summary>
    public async Task BookAsync(
        Draft draft, Journal<RunState> journal, RunPlace place, Labels labels, StepReport report, EventPayload brought)
    {
        var account = AccountOf(journal.Id.Tenant, place);
        var terms = await settings.FindAsync(account, CancellationToken.None);
        var level = journal.Next.Request!.Level;
        var charge = (brought, report) switch
        {
            (ModelFailed failed, _) => Charging.Of(failed, level, account, journal.Next.Budget.Reserved),
            (_, ModelAnswered answer) => Charging.Of(answer, level, account, terms, journal.Next.Budget.Reserved),
            _ => null,
        };
        var booked = brought switch
        {
            ModelResponded responded => responded with { Charge = charge },
            ModelFailed failed => failed with { Charge = charge },
            _ => brought,
        };
        draft.Append(journal, labels, booked);
        Count(draft, journal, place, booked);
        if (charge is not null) Settle(draft, journal, place, terms, BudgetFold.AmountOf(charge), lost: null);
    }

    /// <summary>
    /// Settles the allowance of an attempt that nobody will hear of again, at the most that it can have taken.
    /// </summary>
    public async Task SettleLostAsync(Draft draft, Journal<RunState> journal, RunPlace place)
    {
        if (journal.Next.Budget.Reserved is not { } reserved) return;
        var terms = await settings.FindAsync(AccountOf(journal.Id.Tenant, place), CancellationToken.None);
        Settle(draft, journal, place, terms, reserved.Amount, reserved.Most);
    }

    private static BudgetPlace AccountOf(TenantId tenant, RunPlace place) =>
        new(tenant, place.Workspace, place.By, place.Agent);

    private static ReserveBudget Wish(
        Journal<RunState> journal, BudgetPlace account, BudgetTerms terms, Amount amount) => new()
    {
        Place = account,
        Run = journal.Id.Value,
        Step = 0,
        Attempt = 0,
        Amount = amount,
        Spent = journal.Next.Budget.Spent,
        Extra = journal.Next.Budget.Extra,
        Terms = terms,
        Thread = default,
        Before = journal.Next.Budget.Before is { } before
            ? new(journal.Id.Value, before.Step, before.Attempt, before.Amount)
            : null,
    };

    /// <summary>Adds the event that was staged last to what is counted.</summary>
    private static void Count(Draft draft, Journal<RunState> journal, RunPlace place, EventPayload staged)
    {
        var atUs = draft.Events[^1].AtUs;
        if (UsageRows.Of(journal.Id.Tenant, place.Workspace, atUs, staged) is { } change) draft.Change(change);
    }

    private void Settle(
        Draft draft,
        Journal<RunState> journal,
        RunPlace place,
        BudgetTerms terms,
        Amount amount,
        ModelCharge? lost)
    {
        if (journal.Next.Budget.Reserved is not { } reserved) return;
        var (tenant, run) = (journal.Id.Tenant, journal.Id.Value);
        var ended = new BudgetSettled(reserved.Step, reserved.Attempt, amount, lost);
        draft.Append(journal, Labels.System, ended);
        Count(draft, journal, place, ended);
        var settled = new SettleBudget
        {
            Place = AccountOf(tenant, place),
            Run = run,
            Step = reserved.Step,
            Attempt = reserved.Attempt,
            Amount = amount,
            AtUs = draft.Events[^1].AtUs,
            Thread = place.Thread,
            Terms = terms,
        };
        draft.Change(HoldRows.Drop(tenant, run));
        draft.WhenDurable(() => courier.Send(
            tenant,
            $"settle {run:N} {reserved.Step} {reserved.Attempt}",
            grains => grains.GetGrain<IBudgetGrain>(tenant.ToGrainKey()).SettleAsync(settled)));
    }

    private IBudgetGrain Grain(TenantId tenant) => grains.GetGrain<IBudgetGrain>(tenant.ToGrainKey());
}
