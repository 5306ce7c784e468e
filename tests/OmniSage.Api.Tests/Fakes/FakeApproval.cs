using OmniSage.GrainInterfaces.Approvals;
using Orleans.Runtime;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>An approval as the API meets it: it asks whom its request names, and refuses <c>{"url":5}</c>.</summary>
[GrainType("approval")]
internal sealed class FakeApproval(World world) : Grain, IApprovalGrain
{
    private ApprovalId Id => ApprovalId.Parse(this.GetPrimaryKeyString());

    private ApprovalView? Known
    {
        get => world.Approvals.GetValueOrDefault(Id);
        set => world.Approvals[Id] = value!;
    }

    public Task<DecideReceipt> DecideAsync(DecideApproval decision)
    {
        if (Known is not { Request: var request } known) return Answer(DecideOutcome.NotFound);
        if (!request.Of.Contains(decision.Role.ToString().ToLowerInvariant()))
            return Answer(DecideOutcome.NotAnApprover);
        if (known.Status is ApprovalStatus.Expired) return Answer(DecideOutcome.Expired);
        if (known.Decision is { } before)
        {
            var isSame = before.By == decision.By && decision.Allow == (known.Status is ApprovalStatus.Allowed);
            return Answer(isSame ? DecideOutcome.Taken : DecideOutcome.AlreadyDecided);
        }

        if (decision.ExpectedHash != request.Hash) return Answer(DecideOutcome.ActChanged);
        if (decision.Arguments is """{"url":5}""")
            return Answer(DecideOutcome.Refused, "The arguments do not fit. /url: It must be a string.");
        var act = decision.Arguments is { } edited ? request.Act.With(edited) : request.Act;
        var status = decision.Allow ? ApprovalStatus.Allowed : ApprovalStatus.Denied;
        world.Decisions.Add(decision);
        Known = known with
        {
            Status = status,
            Decision = new()
            {
                Approval = Id.Value,
                Status = status,
                By = decision.By,
                Note = decision.Note,
                Act = act,
                Hash = act.Hash(),
                IsEdited = act != request.Act,
            },
        };
        return Answer(DecideOutcome.Taken);
    }

    public Task<ApprovalView?> GetAsync() => Task.FromResult(Known);

    public Task OpenAsync(ApprovalRequest request) => throw new NotSupportedException();

    public Task WithdrawAsync(ApprovalRequest request, string reason) => throw new NotSupportedException();

    public Task DeliveredAsync() => throw new NotSupportedException();

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private static Task<DecideReceipt> Answer(DecideOutcome outcome, string? why = null) =>
        Task.FromResult(new DecideReceipt(outcome, why));
}

/// <summary>Finds origins in the log in memory.</summary>
internal sealed class FakeOrigins(FakeLog log) : IOrigins
{
    public Task<ImmutableArray<Origin>> FindAsync(
        ThreadId thread, ImmutableArray<Guid> events, CancellationToken cancellation) => Task.FromResult(
        log.All.Where(one => one.Thread == thread.Value && events.Contains(one.Id))
            .Select(one => new Origin(one, log.All.LastOrDefault(
                wish => wish.Journal == one.Journal && wish.Seq < one.Seq && wish.Type is "tool.requested")))
            .ToImmutableArray());

    public Task<StoredEvent?> FindEndAsync(
        TenantId tenant, ApprovalRequest request, CancellationToken cancellation) => Task.FromResult(
        log.All.LastOrDefault(
            one => one.Journal.Value == request.Run && one.Type is "tool.completed" or "tool.failed"));
}
