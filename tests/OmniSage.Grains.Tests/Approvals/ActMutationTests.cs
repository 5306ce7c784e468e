using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Approvals;

namespace OmniSage.Grains.Tests.Approvals;

public sealed class ActMutationTests
{
    private const int Mutations = 2_000;

    /// <summary>Whatever differs from what was approved does not pass by the approval.</summary>
    [Fact]
    public async Task Gate_LetsPass_ExactlyTheApprovedAct()
    {
        await using var agent = await Agent.StartAsync();
        var (task, _, request) = await Asked.OfAsync(agent);
        var gate = agent.Service<CallGate>();
        var random = new Random(8_785);
        var passed = 0;
        for (var at = 0; at < Mutations; at++)
        {
            var act = Mutate(request.Act, random, out var changed);
            var decision = new ApprovalDecision
            {
                Approval = request.Approval,
                Status = changed || random.Next(10) > 0 ? ApprovalStatus.Allowed : ApprovalStatus.Denied,
                By = Agent.By,
                Note = "",
                Act = request.Act,
                // Either the approval is of another act, or the call has become another.
                Hash = changed ? act.Hash() : request.Hash,
            };
            CallerContext.Set(agent.Id.Tenant, CallerContext.System);
            var answer = await gate.JudgeAsync(
                new()
                {
                    Run = new(agent.Id.Tenant, task),
                    Step = 2,
                    Workspace = new(agent.Id.Tenant, agent.Workspace),
                    By = Agent.By,
                    Tools = [request.Act.Tool],
                    Call = new("call-1", request.Act.Tool, request.Act.Arguments),
                    Labels = request.Labels,
                    CanWait = true,
                    Asked = new(request, decision),
                },
                agent.Time.GetUtcNow());
            var mayPass = !changed && decision.Status is ApprovalStatus.Allowed;
            Assert.Equal(mayPass, answer is GateAnswer.Pass);
            if (mayPass) passed++;
        }

        Assert.InRange(passed, 1, Mutations / 2);
    }

    /// <summary>However decisions come, one at most is taken: by whom is asked, in time, of this act.</summary>
    [Fact]
    public void Approval_IsDecidedOnce()
    {
        for (var seed = 0; seed < Mutations; seed++)
        {
            var random = new Random(seed);
            var request = Requests.Of(expiresUs: 1_000);
            var state = Apply(ApprovalState.Empty, new ApprovalRequested(request), 0);
            var taken = 0;
            for (var at = 0; at < 20; at++)
            {
                var now = random.Next(1_200);
                var decision = Requests.Allow(request) with
                {
                    Allow = random.Next(2) == 0,
                    Role = random.Next(3) == 0 ? TenantRole.Member : TenantRole.Owner,
                    ExpectedHash = random.Next(3) == 0 ? "other" : request.Hash,
                };
                if (random.Next(15) == 0 && state.IsOpen) state = Apply(state, new ApprovalWithdrawn(""), now);
                var (outcome, isNew) = state.Judge(decision, Microseconds.ToTime(now));
                if (!isNew) continue;
                Assert.Equal(DecideOutcome.Taken, outcome);
                Assert.True(now < 1_000 && decision.Role is TenantRole.Owner && decision.ExpectedHash == request.Hash);
                taken++;
                state = Apply(state, new ApprovalDecided(Requests.Decision(request, decision.Allow)), now);
            }

            Assert.InRange(taken, 0, 1);
        }
    }

    private static ApprovalState Apply(ApprovalState state, EventPayload payload, long atUs) =>
        state.Apply(payload, new(Ids.Of(1), atUs, Labels.System));

    private static Act Mutate(Act act, Random random, out bool changed)
    {
        changed = true;
        switch (random.Next(6))
        {
            case 0:
                return act with { Arguments = $$"""{"command":"ls {{random.Next()}}"}""" };
            case 1:
                return act with { Version = act.Version + 1 + random.Next(100) };
            case 2:
                return act with { Actor = Ids.Of(100 + random.Next(1_000)).ToString("N") };
            case 3:
                return act with { PolicyVersion = act.PolicyVersion + 1 + random.Next(100) };
            case 4:
                return act with { Tool = $"{act.Tool}{random.Next()}" };
            default:
                changed = false;
                return act;
        }
    }
}
