using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Settings;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Settings;

namespace OmniSage.Grains.Tests.Settings;

public sealed class SettingsGrainTests
{
    private const string One = "settings: 1\nagents: {writer: {name: Writer}}\n";
    private const string Two = "settings: 1\nagents: {writer: {name: Author}, reader: {}}\n";

    private static readonly DocumentAuthor Owner = new(Agent.By, TenantRole.Owner);

    [Fact]
    public async Task Settings_BeginEmpty_AndEachChangeIsAVersion_InBothPlaces()
    {
        await using var agent = await Agent.StartAsync();
        foreach (var owner in new ISettingsOwner[] { Workspace(agent), Tenant(agent) })
        {
            var first = await owner.GetSettingsAsync();
            var one = await owner.ChangeSettingsAsync(Change("settings: 1\n# one\n", expected: 0));
            var two = await owner.ChangeSettingsAsync(Change("settings: 1\n# two\n", expected: 1));
            var back = await owner.RollBackSettingsAsync(
                new() { To = 1, Note = "oops", Expected = 2, Author = Owner });

            Assert.Equal((0, "settings: 1\n"), (first.Version, first.Text));
            Assert.Equal(
                [(DocumentOutcome.Changed, 1), (DocumentOutcome.Changed, 2), (DocumentOutcome.Changed, 3)],
                new[] { one, two, back }.Select(receipt => (receipt.Outcome, receipt.Version)));
            Assert.Equal("settings: 1\n# one\n", (await owner.GetSettingsAsync()).Text);
            var history = await owner.GetSettingsHistoryAsync(before: null, max: 10);
            Assert.Equal([3, 2, 1, 0], history.Select(version => version.Number));
            Assert.Equal((1, "oops", (Guid?)Agent.By), (history[0].Restores, history[0].Note, history[0].By));
            Assert.Equal("settings: 1\n# two\n", (await owner.GetSettingsTextAsync(2))?.Text);
            Assert.Equal("settings: 1\n", (await owner.GetSettingsTextAsync(0))?.Text);
            Assert.Null(await owner.GetSettingsTextAsync(4));
        }
    }

    [Fact]
    public async Task Change_IsRefused_WithoutTheRoleOrTheCurrentVersion_OrWhenWrong()
    {
        await using var agent = await Agent.StartAsync();
        var workspace = Workspace(agent);
        await workspace.ChangeSettingsAsync(Change(One));

        async Task<DocumentOutcome> After(DocumentChange change) =>
            (await workspace.ChangeSettingsAsync(change)).Outcome;
        foreach (var role in new[] { TenantRole.Member, TenantRole.Auditor })
            Assert.Equal(DocumentOutcome.NotAllowed, await After(Change(Two) with { Author = new(Agent.By, role) }));
        Assert.Equal(DocumentOutcome.Conflict, await After(Change(Two, expected: 0)));
        Assert.Equal(DocumentOutcome.Unchanged, await After(Change(One, expected: 0)));
        Assert.Equal(DocumentOutcome.NotFound, (await workspace.RollBackSettingsAsync(
            new() { To = 7, Note = "", Expected = null, Author = Owner })).Outcome);
        var wrong = await workspace.ChangeSettingsAsync(Change("settings: 1\nagents: {a: {tools: [no.tool]}}\n"));
        Assert.Equal((DocumentOutcome.Invalid, 2, 22), (wrong.Outcome, wrong.Faults[0].Line, wrong.Faults[0].Column));
        Assert.Equal(1, (await workspace.GetSettingsAsync()).Version);
    }

    [Fact]
    public async Task Agent_KeepsItsId_WhateverBecomesOfTheSettings()
    {
        await using var agent = await Agent.StartAsync();
        var workspace = Workspace(agent);
        await workspace.ChangeSettingsAsync(Change(One));
        var writer = (await workspace.ListAgentsAsync())[1].Id;
        await workspace.ChangeSettingsAsync(Change(Two));
        await agent.Cluster.DeactivateAsync(workspace);

        var both = await workspace.ListAgentsAsync();
        await workspace.ChangeSettingsAsync(Change("settings: 1\n"));
        var gone = await workspace.ListAgentsAsync();
        await workspace.RollBackSettingsAsync(new() { To = 2, Note = "", Expected = null, Author = Owner });
        var back = await workspace.ListAgentsAsync();

        Assert.Equal(["omnisage", "reader", "writer"], both.Select(one => one.Slug));
        Assert.Equal((writer, "Author"), (both[2].Id, both[2].Name));
        Assert.Equal([false, true, true], gone.Select(one => one.IsRemoved));
        Assert.Equal(both, back);
        Assert.Equal(agent.Workspace, both[0].Id);
    }

    [Fact]
    public async Task Agents_BeyondAllThatAWorkspaceMayEverName_AreRefused()
    {
        await using var agent = await Agent.StartAsync();
        var workspace = Workspace(agent);
        const int Each = SettingsBounds.AgentsMax;
        for (var batch = 0; batch < SettingsBounds.AgentsEverMax / Each; batch++)
        {
            var named = await workspace.ChangeSettingsAsync(Change(Named(batch, Each)));
            Assert.Equal(DocumentOutcome.Changed, named.Outcome);
        }

        var refused = await Assert.ThrowsAsync<OmniSageException>(
            () => workspace.ChangeSettingsAsync(Change(Named(99, 1))));

        Assert.Equal(ErrorCodes.LimitReached, refused.Code);
        Assert.Equal(DocumentOutcome.Changed, (await workspace.ChangeSettingsAsync(Change(Named(0, 1)))).Outcome);
    }

    [Fact]
    public async Task Book_KnowsAChange_WithinASecond_AndAsksNoMoreOften()
    {
        await using var agent = await Agent.StartAsync();
        var book = agent.Service<SettingsBook>();
        var id = new WorkspaceId(agent.Id.Tenant, agent.Workspace);
        Assert.Equal("OmniSage", (await book.FindAsync(id)).NameOf(agent.Workspace));
        await Workspace(agent).ChangeSettingsAsync(Change("settings: 1\nagents: {omnisage: {name: Ann}}\n"));

        Assert.Equal("OmniSage", (await book.FindAsync(id)).NameOf(agent.Workspace));
        agent.Time.Advance(SettingsBook.AgeMax);

        Assert.Equal("Ann", (await book.FindAsync(id)).NameOf(agent.Workspace));
    }

    private static string Named(int batch, int count) =>
        $"settings: 1\nagents:\n{string.Concat(Enumerable.Range(0, count).Select(one => $"  a{batch}-{one}: {{}}\n"))}";

    private static DocumentChange Change(string text, int? expected = null) =>
        new() { Text = text, Note = "", Expected = expected, Author = Owner };

    private static IWorkspaceGrain Workspace(Agent agent) =>
        agent.Grain<IWorkspaceGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey());

    private static ITenantGrain Tenant(Agent agent) => agent.Grain<ITenantGrain>(agent.Id.Tenant.ToGrainKey());
}
