using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Approvals;

/// <summary>
/// Whatever differs from what was approved is not let pass by the approval: each kind of difference some hundred
/// times, and the approved call itself in between, so that a gate that lets nothing pass fails too.
/// </summary>
public sealed class ActMutationTests
{
    private const int Mutations = 2_000;

    /// <summary>Versions that the policy has had, the last of which holds.</summary>
    private const int PolicyVersions = 5;

    private enum Kind
    {
        None, Arguments, RecordedArguments, ToolVersion, Tool, Actor, PolicyVersion, Verdict, Approvers,
    }

    [Fact]
    public async Task Gate_LetsPass_ExactlyTheApprovedAct()
    {
        await using var agent = await Agent.StartAsync(tools: new SendTool(ToolIdempotency.None));
        for (var version = 1; version <= PolicyVersions; version++)
            await Asked.SetPolicyAsync(agent, SendTool.AskedEachTime + new string('\n', version));
        var random = new Random(8_785);
        var counts = new int[Enum.GetValues<Kind>().Length];
        for (var at = 0; at < Mutations; at++)
        {
            var kind = (Kind)random.Next(counts.Length);
            counts[(int)kind]++;
            var answer = await JudgeAsync(agent, kind, random);
            Assert.True(kind is Kind.None == answer is GateAnswer.Pass, $"{kind}: {answer}");
        }

        Assert.All(counts, count => Assert.InRange(count, Mutations / 20, Mutations));
    }

    /// <summary>However decisions come, one at most is taken: by whom is asked, in time, of this act.</summary>
    [Fact]
    public void Approval_IsDecidedOnce_InTime_ByWhomItAsks()
    {
        var late = 0;
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
                if (outcome is DecideOutcome.Expired) late++;
                if (!isNew) continue;
                Assert.Equal(DecideOutcome.Taken, outcome);
                Assert.True(now < 1_000 && decision.Role is TenantRole.Owner && decision.ExpectedHash == request.Hash);
                taken++;
                state = Apply(state, new ApprovalDecided(Requests.Decision(request, decision.Allow)), now);
            }

            Assert.InRange(taken, 0, 1);
        }

        Assert.True(late > 0);
    }

    private static Task<GateAnswer> JudgeAsync(Agent agent, Kind kind, Random random)
    {
        var arguments = $$"""{"text":"{{random.Next()}}"}""";
        var act = new Act(SendTool.Id, 1, arguments, Agent.By.ToString("N"), PolicyVersions);
        if (kind is Kind.PolicyVersion) act = act with { PolicyVersion = random.Next(PolicyVersions) };
        var request = Requests.Of(expiresUs: 1) with { Act = act, Hash = act.Hash(), Of = ["admin", "owner"] };
        var decision = Requests.Decision(request, allow: kind is not Kind.Verdict);
        var differing = $$"""{"text":"{{random.Next()}} more"}""";
        // The wish was another, and so was what is kept of it; or only what is kept of it is.
        if (kind is Kind.Arguments) decision = decision with { Hash = act.With(differing).Hash() };
        if (kind is Kind.RecordedArguments) decision = decision with { Act = act.With(differing) };
        if (kind is Kind.Approvers) request = request with { Of = ["member"] };
        var tool = new SendTool(ToolIdempotency.None, kind is Kind.ToolVersion ? 2 + random.Next(9) : 1);
        var id = kind is Kind.Tool ? SendTool.OtherId : SendTool.Id;
        CallerContext.Set(agent.Id.Tenant, CallerContext.System);
        var gate = new CallGate(
            new([], [tool, new SendTool(ToolIdempotency.None, id: SendTool.OtherId)]),
            agent.Service<PolicyBook>(),
            agent.Service<IDirectory>(),
            agent.Cluster.Client);
        return gate.JudgeAsync(
            new()
            {
                Run = new(agent.Id.Tenant, Ids.Of(4)),
                Step = 2,
                Workspace = new(agent.Id.Tenant, agent.Workspace),
                By = kind is Kind.Actor ? Ids.Of(100 + random.Next(1_000)) : Agent.By,
                Agent = CallGate.DefaultAgent,
                Tools = [id],
                Call = new("c1", id, arguments),
                Labels = Labels.Member,
                CanWait = true,
                Asked = new(request, decision),
            },
            agent.Time.GetUtcNow());
    }

    private static ApprovalState Apply(ApprovalState state, EventPayload payload, long atUs) =>
        state.Apply(payload, new(Ids.Of(1), atUs, Labels.System));
}
