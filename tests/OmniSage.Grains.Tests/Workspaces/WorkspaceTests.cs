using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Tests.Workspaces;

public sealed class WorkspaceTests
{
    private const string One = "policy: 1\nhosts: [one.example]\n";
    private const string Two = "policy: 1\nhosts: [two.example]\n";

    private static readonly DocumentAuthor Owner = new(Agent.By, TenantRole.Owner);

    [Fact]
    public async Task Policy_BeginsWithCareful_AndEachChangeIsAVersion()
    {
        await using var agent = await Agent.StartAsync();
        var workspace = Workspace(agent);
        var first = await workspace.GetPolicyAsync();

        var one = await workspace.ChangePolicyAsync(Change(One, expected: 0));
        var two = await workspace.ChangePolicyAsync(Change(Two, expected: 1));
        var back = await workspace.RollBackPolicyAsync(
            new() { To = 1, Note = "oops", Expected = 2, Author = Owner });

        Assert.Equal((0, PolicyPresets.TextOf("careful")), (first.Version, first.Text));
        Assert.Equal([(DocumentOutcome.Changed, 1), (DocumentOutcome.Changed, 2), (DocumentOutcome.Changed, 3)],
            new[] { one, two, back }.Select(receipt => (receipt.Outcome, receipt.Version)));
        Assert.Equal(One, (await workspace.GetPolicyAsync()).Text);
        var history = await workspace.GetPolicyHistoryAsync(before: null, max: 10);
        Assert.Equal([3, 2, 1, 0], history.Select(version => version.Number));
        Assert.Equal((1, "oops", (Guid?)Agent.By), (history[0].Restores, history[0].Note, history[0].By));
        Assert.Equal(Two, (await workspace.GetPolicyTextAsync(2))?.Text);
        Assert.Equal(PolicyPresets.TextOf("careful"), (await workspace.GetPolicyTextAsync(0))?.Text);
        Assert.Null(await workspace.GetPolicyTextAsync(4));
        Assert.Equal([1, 0], (await workspace.GetPolicyHistoryAsync(before: 2, max: 10)).Select(one => one.Number));
    }

    [Fact]
    public async Task Change_IsRefused_WithoutTheRoleOrTheCurrentVersion_OrWhenWrong()
    {
        await using var agent = await Agent.StartAsync();
        var workspace = Workspace(agent);
        await workspace.ChangePolicyAsync(Change(One, expected: null));

        async Task<DocumentOutcome> After(DocumentChange change) => (await workspace.ChangePolicyAsync(change)).Outcome;
        var member = new DocumentAuthor(Agent.By, TenantRole.Member);
        Assert.Equal(DocumentOutcome.NotAllowed, await After(Change(Two, 1) with { Author = member }));
        Assert.Equal(DocumentOutcome.Conflict, await After(Change(Two, 0)));
        Assert.Equal(DocumentOutcome.Unchanged, await After(Change(One, 0)));
        Assert.Equal(DocumentOutcome.NotFound, (await workspace.RollBackPolicyAsync(
            new() { To = 7, Note = "", Expected = null, Author = Owner })).Outcome);
        var wrong = await workspace.ChangePolicyAsync(Change("policy: 1\nrulez: []", 1));
        Assert.Equal((DocumentOutcome.Invalid, 2, 1), (wrong.Outcome, wrong.Faults[0].Line, wrong.Faults[0].Column));
        Assert.Equal(1, (await workspace.GetPolicyAsync()).Version);
    }

    [Fact]
    public async Task Everything_SurvivesARestart()
    {
        await using var agent = await Agent.StartAsync();
        var grant = Ids.Of(70);
        await Workspace(agent).ChangePolicyAsync(Change(One, 0));
        await Workspace(agent).ChangePolicyAsync(Change(Two + new string('#', 40_000), 1));
        await Workspace(agent).MakeGrantAsync(new(grant, Terms(uses: 2), Agent.By));
        await Workspace(agent).UseGrantAsync(grant, Run(agent, 1), 1);

        await agent.Cluster.DeactivateAsync(Workspace(agent));

        var policy = await Workspace(agent).GetPolicyAsync();
        Assert.Equal((2, 1), (policy.Version, policy.Grants.Single().Uses));
        Assert.StartsWith(Two, policy.Text, StringComparison.Ordinal);
        Assert.Equal(One, (await Workspace(agent).GetPolicyTextAsync(1))?.Text);
        Assert.Equal(GrantUse.Used, await Workspace(agent).UseGrantAsync(grant, Run(agent, 1), 1));
        Assert.Equal(GrantUse.Used, await Workspace(agent).UseGrantAsync(grant, Run(agent, 1), 2));
        Assert.Equal(GrantUse.UsedUp, await Workspace(agent).UseGrantAsync(grant, Run(agent, 2), 1));
    }

    [Fact]
    public async Task Grant_UsedAtTheSameTime_IsNeverUsedMoreOftenThanItSays()
    {
        await using var agent = await Agent.StartAsync();
        var grant = Ids.Of(71);
        await Workspace(agent).MakeGrantAsync(new(grant, Terms(uses: 5), Agent.By));
        await Workspace(agent).MakeGrantAsync(new(grant, Terms(uses: 99), Agent.By));

        // Twelve steps, each of which asks three times, as one whose answers get lost would.
        var uses = await Task.WhenAll(Enumerable.Range(0, 36)
            .Select(number => Workspace(agent).UseGrantAsync(grant, Run(agent, number % 12), 1)));

        Assert.Equal(15, uses.Count(use => use is GrantUse.Used));
        Assert.Equal(21, uses.Count(use => use is GrantUse.UsedUp));
        Assert.Empty(await Workspace(agent).ListGrantsAsync());
    }

    [Fact]
    public async Task Grant_EndsByTimeAndByRevocation()
    {
        await using var agent = await Agent.StartAsync();
        var (early, late) = (Ids.Of(72), Ids.Of(73));
        await Workspace(agent).MakeGrantAsync(new(early, Terms(days: 1), Agent.By));
        await Workspace(agent).MakeGrantAsync(new(late, Terms(days: 2), Agent.By));

        await agent.Cluster.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(1));

        Assert.Equal(GrantUse.Expired, await Workspace(agent).UseGrantAsync(early, Run(agent, 1), 1));
        Assert.Equal(GrantUse.Used, await Workspace(agent).UseGrantAsync(late, Run(agent, 1), 1));
        Assert.Equal([late], (await Workspace(agent).ListGrantsAsync()).Select(grant => grant.Id));
        Assert.True(await Workspace(agent).RevokeGrantAsync(late, Owner));
        Assert.False(await Workspace(agent).RevokeGrantAsync(late, Owner));
        Assert.Equal(GrantUse.NotFound, await Workspace(agent).UseGrantAsync(late, Run(agent, 1), 1));
        await Assert.ThrowsAsync<OmniSageException>(() => Workspace(agent).RevokeGrantAsync(
            early, new(Agent.By, TenantRole.Member)));
    }

    [Fact]
    public async Task Grants_AreBounded()
    {
        await using var agent = await Agent.StartAsync();
        foreach (var terms in new[]
        {
            Terms(uses: 0), Terms(uses: 101), Terms(days: 0), Terms(days: 91), Terms() with { Arguments = null },
        })
        {
            var fault = await Assert.ThrowsAsync<OmniSageException>(
                () => Workspace(agent).MakeGrantAsync(new(Ids.Of(74), terms, Agent.By)));
            Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
        }

        for (var number = 0; number < 200; number++)
            await Workspace(agent).MakeGrantAsync(new(Ids.Of(1_000 + number), Terms(), Agent.By));
        var full = await Assert.ThrowsAsync<OmniSageException>(
            () => Workspace(agent).MakeGrantAsync(new(Ids.Of(74), Terms(), Agent.By)));
        Assert.Equal(ErrorCodes.LimitReached, full.Code);
    }

    [Fact]
    public async Task Test_SaysWhatWouldBe_AndDoesNothing()
    {
        await using var agent = await Agent.StartAsync();
        await Workspace(agent).ChangePolicyAsync(Change(
            "policy: 1\nrules:\n  - {name: no rm, when: {argument: {/command: \"*rm *\"}}, then: deny, why: No.}", 0));
        var question = new PolicyQuestion
        {
            Tool = "shell.run",
            Arguments = """{"command":"rm x"}""",
            Labels = Labels.Member,
            Caller = new(Agent.By, TenantRole.Owner),
            Agent = "default",
        };

        var answer = await Workspace(agent).TestPolicyAsync(question);

        Assert.Equal((PolicyVerdict.Deny, "no rm", "No."),
            (answer.Decision.Verdict, answer.Decision.Rule, answer.Decision.Why));
        Assert.Equal(["no rm", "ground:inside"], answer.Findings.Select(finding => finding.Rule));
        foreach (var wrong in new[] { question with { Tool = "x" }, question with { Arguments = "[]" } })
        {
            var fault = await Assert.ThrowsAsync<OmniSageException>(() => Workspace(agent).TestPolicyAsync(wrong));
            Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
        }
    }

    private static IWorkspaceGrain Workspace(Agent agent) =>
        agent.Grain<IWorkspaceGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey());

    private static RunId Run(Agent agent, int number) => new(agent.Id.Tenant, Ids.Of(500 + number));

    private static DocumentChange Change(string text, int? expected) =>
        new() { Text = text, Note = "note", Expected = expected, Author = Owner };

    private static GrantTerms Terms(int uses = 3, int days = 1) => new()
    {
        Tool = "files.publish",
        Version = 1,
        Account = Agent.By,
        Agent = "default",
        Arguments = [new("/path", "\"a\"")],
        UsesMax = uses,
        Days = days,
    };
}
