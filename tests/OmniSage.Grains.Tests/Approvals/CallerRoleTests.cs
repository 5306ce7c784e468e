using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Approvals;

public sealed class CallerRoleTests
{
    /// <summary>How long a role may be known from before.</summary>
    private static readonly TimeSpan CachedMax = TimeSpan.FromSeconds(1);

    private const string MembersMayNot =
        """
        policy: 1
        rules:
          - name: members run nothing
            when: {tool: shell.run, caller: {role: member}}
            then: deny
            why: Not for members.
        """;

    private const string WhoIsAsked =
        """
        policy: 1
        rules:
          - name: admins ask each other
            when: {tool: shell.run, caller: {role: admin}}
            then: ask each
            of: [admin]
          - name: members ask an owner
            when: {tool: shell.run, caller: {role: member}}
            then: ask each
            of: [owner]
        """;

    [Theory]
    [InlineData(TenantRole.Owner, true)]
    [InlineData(TenantRole.Member, false)]
    [InlineData(null, false)]
    public async Task Role_OfWhomTheWorkIsFor_IsKnown_AndNoneIsReadStrictly(TenantRole? role, bool passes)
    {
        await using var agent = await Agent.StartAsync();
        await Asked.SetPolicyAsync(agent, MembersMayNot);
        if (role is { } known) await SetAsync(agent, known);
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("ls") : null;
        await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal(passes, agent.Sandboxes.Opened.Count == 1);
    }

    [Theory]
    [InlineData(TenantRole.Member)]
    [InlineData(null)]
    public async Task Demoted_WhileTheTaskRuns_IsJudgedByTheRoleOfTheMoment(TenantRole? after)
    {
        await using var agent = await Agent.StartAsync();
        await Asked.SetPolicyAsync(agent, MembersMayNot);
        await SetAsync(agent, TenantRole.Owner);
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("ls") : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 2);
        await SetAsync(agent, after);
        await agent.Cluster.PassAsync(CachedMax);
        agent.Executor.Asks[1].Answer(Reply.Shell("rm -r ."));
        await agent.UntilAskedAsync(agent.Executor, 3);
        Assert.Equal(["ls"], Assert.Single(agent.Sandboxes.Opened).Commands);
        Assert.Equal("denied", Assert.Single(await agent.EventsAsync<ToolFailed>(task)).Code);
    }

    [Fact]
    public async Task Demoted_WhileItWaits_IsAskedAnew_OfThoseWhoAreToBeAskedNow()
    {
        await using var agent = await Agent.StartAsync();
        await SetAsync(agent, TenantRole.Admin);
        var (task, approval, request) = await Asked.OfAsync(agent, WhoIsAsked);
        Assert.Equal(["admin"], request.Of);
        await SetAsync(agent, TenantRole.Member);
        await agent.Cluster.PassAsync(CachedMax);
        var decision = Asked.Allow(request) with { Role = TenantRole.Admin };
        Assert.Equal(DecideOutcome.Taken, (await approval.DecideAsync(decision)).Outcome);
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ApprovalRequested>(task)).Count == 2, "it is asked anew");
        var (anew, second) = await Asked.LastAsync(agent, task);
        Assert.Equal(["owner"], second.Of);
        Assert.Equal(request.Hash, second.Hash);
        Assert.Empty(agent.Sandboxes.Opened);
        await agent.UntilAsync(async () => await anew.GetAsync() is not null, "it is asked");
        await anew.DecideAsync(Asked.Allow(second));
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal(["ls"], Assert.Single(agent.Sandboxes.Opened).Commands);
    }

    private static Task SetAsync(Agent agent, TenantRole? role)
    {
        var (tenant, account) = (agent.Id.Tenant, new AccountId(Agent.By));
        return agent.Service<WriteQueue>().CommitAsync(new UnitOfWork(tenant).Change(
            role is { } known
                ? MemberRows.Upsert(tenant, account, known, agent.Time.GetUtcNow())
                : MemberRows.Drop(tenant, account)));
    }
}
