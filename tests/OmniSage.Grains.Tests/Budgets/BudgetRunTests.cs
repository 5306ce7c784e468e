using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Tests.Budgets;

/// <summary>Runs under limits, on a silo: a token costs a millionth, and 1,000,000 of them a dollar.</summary>
public sealed class BudgetRunTests
{
    private const long Dollar = Price.Micro;

    [Fact]
    public async Task WithoutLimits_NothingIsReserved_AndNoGrainIsAsked_ButUsageIsCounted()
    {
        await using var agent = await Agent.StartAsync(new ScriptedBudgets());
        agent.Coordinator.Script = _ => Reply.Say("hello").Took(300, 20);

        var run = (await agent.SayAsync("hi")).Run;
        await agent.UntilAsync(run, RunStatus.Completed);

        Assert.Empty(await agent.EventsAsync<BudgetReserved>(run));
        Assert.Empty(await agent.EventsAsync<BudgetSettled>(run));
        Assert.False(agent.Cluster.IsActive(BudgetOf(agent)));
        var charge = Assert.Single(await agent.EventsAsync<ModelResponded>(run)).Charge!;
        Assert.Equal((320L, "coordinator", Agent.By), (charge.Cost, charge.Level, charge.By));
        Assert.Equal((1L, 300L, 20L, 320L), await UsageOf(agent));
    }

    [Fact]
    public async Task UnderALimit_ACallIsReservedBeforeAndSettledAfter_EachWithItsStep()
    {
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.User, Dollar));
        agent.Coordinator.Script = _ => Reply.Say("hello").Took(300, 20);

        var run = (await agent.SayAsync("hi")).Run;
        await agent.UntilAsync(run, RunStatus.Completed);

        var events = await agent.EventsAsync(run);
        var reserved = Assert.IsType<BudgetReserved>(events.Single(one => one is BudgetReserved));
        Assert.True(events.ToList().FindIndex(one => one is BudgetReserved)
            < events.ToList().FindIndex(one => one is StepStarted { Kind: StepKind.Model }));
        Assert.True(reserved.Amount.Money > 4_096, "The whole answer is counted, and the request.");
        Assert.Equal(new(320, 320), Assert.Single(await agent.EventsAsync<BudgetSettled>(run)).Amount);
        await agent.UntilAsync(
            async () => (await ViewAsync(agent)).Limits[0] is { Spent.Money: 320, Reserved.Money: 0 }, "it is settled");
    }

    [Fact]
    public async Task ACallThatAMessageSuperseded_CountsAtTheMostThatItCanHaveTaken()
    {
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.User, Dollar));
        var run = (await agent.SayAsync("hi")).Run;
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        await agent.SayAsync("and this");
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        agent.Coordinator.Asks[1].Answer(Reply.Say("both").Took(300, 20));
        await agent.UntilAsync(run, RunStatus.Completed);

        var reserved = await agent.EventsAsync<BudgetReserved>(run);
        var settled = await agent.EventsAsync<BudgetSettled>(run);
        Assert.Equal(2, reserved.Count);
        Assert.Equal([reserved[0].Amount, new(320, 320)], settled.Select(one => one.Amount));
        var spent = reserved[0].Amount.Money + 320;
        await agent.UntilAsync(
            async () => (await ViewAsync(agent)).Limits[0] is var limit
                && (limit.Spent.Money, limit.Reserved.Money) == (spent, 0),
            "both are settled");
    }

    [Fact]
    public async Task ATurnWithoutBudget_SaysSo_AndCommandsNeedNone()
    {
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.Tenant, 100));

        var run = (await agent.SayAsync("hi")).Run;
        await agent.UntilAsync(run, RunStatus.Failed);

        Assert.Equal("budget_exhausted", Assert.Single(await agent.EventsAsync<RunFailed>(run)).Code);
        var said = (await agent.EventsAsync<MessageSent>()).Single(one => one.Run == run).Text;
        Assert.StartsWith("I cannot go on with this: The budget does not allow", said, StringComparison.Ordinal);
        Assert.Contains("the limit of the whole tenant is 0.0001 USD a day", said, StringComparison.Ordinal);
        Assert.Empty(agent.Coordinator.Asks);
        var command = (await agent.SayAsync("/status")).Run;
        await agent.UntilAsync(command, RunStatus.Completed);
    }

    [Fact]
    public async Task AModelWithoutAPrice_IsRefusedUnderALimitInMoney_AndNotUnderOneInTokens()
    {
        var budgets = Daily(BudgetLevel.Tenant, Dollar);
        budgets.Terms = budgets.Terms with { Prices = [] };
        await using var agent = await Agent.StartAsync(budgets);
        agent.Coordinator.Script = _ => Reply.Say("hello").Took(3, 2);

        var run = (await agent.SayAsync("hi")).Run;
        await agent.UntilAsync(run, RunStatus.Failed);
        var failed = Assert.Single(await agent.EventsAsync<RunFailed>(run));
        Assert.Equal("price_missing", failed.Code);
        Assert.Contains("Prices:0:Model", failed.Error, StringComparison.Ordinal);

        budgets.Set(new BudgetLimit(BudgetLevel.Tenant, BudgetPeriod.Day, null, Dollar));
        var next = (await agent.SayAsync("again")).Run;
        await agent.UntilAsync(next, RunStatus.Completed);
        Assert.True(Assert.Single(await agent.EventsAsync<ModelResponded>(next)).Charge!.IsUnpriced);
    }

    [Fact]
    public async Task AProviderThatReportsNoTokens_IsChargedTheMost()
    {
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.User, Dollar));
        agent.Coordinator.Script = _ => Reply.Say("hello");

        var run = (await agent.SayAsync("hi")).Run;
        await agent.UntilAsync(run, RunStatus.Completed);

        var reserved = Assert.Single(await agent.EventsAsync<BudgetReserved>(run));
        Assert.Equal(reserved.Amount, Assert.Single(await agent.EventsAsync<BudgetSettled>(run)).Amount);
        Assert.True(Assert.Single(await agent.EventsAsync<ModelResponded>(run)).Charge!.IsEstimate);
    }

    [Fact]
    public async Task AnAttemptThatNobodyHeardOfAgain_CountsAsTheMost_AndIsMadeAgain()
    {
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.User, Dollar), onDisk: true);
        var run = (await agent.SayAsync("hi")).Run;
        await agent.UntilAskedAsync(agent.Coordinator, 1);

        await agent.Cluster.StopAndRestartAsync();
        agent.Coordinator.Script = _ => Reply.Say("hello").Took(300, 20);
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(run))?.Status == RunStatus.Completed, "the step is asked again");

        var reserved = await agent.EventsAsync<BudgetReserved>(run);
        var settled = await agent.EventsAsync<BudgetSettled>(run);
        Assert.Equal([(1, 1), (1, 2)], settled.Select(one => (one.Step, one.Attempt)));
        Assert.Equal(reserved[0].Amount, settled[0].Amount);
        Assert.NotNull(settled[0].Lost);
        Assert.Equal(new(320, 320), settled[1].Amount);
        var (calls, _, _, cost) = await UsageOf(agent);
        Assert.Equal((2L, reserved[0].Amount.Money + 320), (calls, cost));
        await agent.UntilAsync(
            async () => (await ViewAsync(agent)).Limits[0].Spent.Money == cost, "the grain knows it too");
    }

    [Fact]
    public async Task ACancelledCall_CountsAsTheMost()
    {
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.User, Dollar));
        var run = (await agent.SayAsync("hi")).Run;
        await agent.UntilAskedAsync(agent.Coordinator, 1);

        await agent.Thread.CancelAsync(new(agent.Id.Tenant, run), Agent.By);

        var reserved = Assert.Single(await agent.EventsAsync<BudgetReserved>(run));
        Assert.Equal(reserved.Amount, Assert.Single(await agent.EventsAsync<BudgetSettled>(run)).Amount);
        await agent.UntilAsync(
            async () => (await ViewAsync(agent)).Limits[0] is { Reserved.Money: 0 } limit
                && limit.Spent == reserved.Amount,
            "it is settled");
    }

    [Fact]
    public async Task Notices_AreToldOnce_InTheThreadThatCrosses_AndListed()
    {
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.Workspace, 1_000_000));
        agent.Coordinator.Script = _ => Reply.Say("hello").Took(300_000, 0);
        for (var said = 0; said < 3; said++)
            await agent.UntilAsync((await agent.SayAsync($"hi {said}")).Run, RunStatus.Completed);

        await agent.UntilAsync(
            async () => (await agent.EventsAsync<BudgetNoticed>()).Count == 2, "two notices are told");

        var notices = await agent.EventsAsync<BudgetNoticed>();
        Assert.Equal([50, 80], notices.Select(one => one.Notice.Percent));
        var sent = await agent.EventsAsync<MessageSent>();
        Assert.All(notices, one => Assert.Contains(sent, message => message.Message == one.Notice.Id));
        Assert.Equal([50, 80], (await ViewAsync(agent)).Notices.Select(one => one.Percent));
        var run = (await agent.SayAsync("once more")).Run;
        agent.Coordinator.Script = _ => Reply.Say("hello").Took(1, 1);
        await agent.UntilAsync(run, RunStatus.Completed);
        Assert.Equal(2, (await agent.EventsAsync<BudgetNoticed>()).Count);
        // A notice is for people: no model reads it as something that was said.
        Assert.DoesNotContain(agent.Coordinator.Asks[^1].Messages, one =>
            one.Text.Contains("are used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManyRunsOnOneDollar_SpendAtMostOneDollar()
    {
        const int Runs = 100;
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.Tenant, Dollar));
        agent.Coordinator.Script = _ => Reply.Say("hello").Took(40_000, 0);
        var runs = new List<Guid>();
        for (var at = 0; at < Runs; at++)
        {
            var thread = agent.Grain<ICoordinatorGrain>(new ThreadId(agent.Id.Tenant, Ids.Of(500 + at)).ToGrainKey());
            await thread.OpenAsync(new() { Workspace = agent.Workspace, By = Agent.By, Title = "", Mode = default });
            runs.Add((await thread.ReceiveAsync(new() { Text = new('x', 20_000), By = Agent.By })).Run);
        }

        foreach (var run in runs)
        {
            await agent.UntilAsync(
                async () => (await agent.RunAsync(run))?.Status is RunStatus.Completed or RunStatus.Failed, "it ends");
        }

        var (calls, _, _, cost) = await UsageOf(agent);
        Assert.InRange(cost, 1, Dollar);
        Assert.InRange(calls, 2, Runs - 1);
    }

    [Fact]
    public async Task Usage_IsWhatTheLogSays()
    {
        await using var agent = await Agent.StartAsync(Daily(BudgetLevel.User, Dollar));
        agent.Coordinator.Script = ask => agent.Coordinator.Asks.Count == 1
            ? Reply.Fail(new IOException("broke"))
            : Reply.Say("hello").Took(300, 20);
        var run = (await agent.SayAsync("hi")).Run;
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(run))?.Status == RunStatus.Completed, "it is asked again");
        var before = await UsageOf(agent);

        await UsageLog.RebuildAsync(agent, [run]);

        Assert.Equal(before, await UsageOf(agent));
        Assert.Equal(2, before.Calls);
    }

    private static ScriptedBudgets Daily(BudgetLevel level, long money) => new(ScriptedBudgets.Day(level, money));

    private static IBudgetGrain BudgetOf(Agent agent) => agent.Grain<IBudgetGrain>(agent.Id.Tenant.ToGrainKey());

    private static async Task<BudgetView> ViewAsync(Agent agent)
    {
        var terms = agent.Budgets!.Terms;
        return await BudgetOf(agent).ReadAsync(
            new(agent.Id.Tenant, agent.Workspace, Agent.By, agent.Workspace), terms);
    }

    private static async Task<(long Calls, long Input, long Output, long Cost)> UsageOf(Agent agent)
    {
        var sums = await agent.Service<IUsage>().ReadAsync(
            agent.Id.Tenant,
            new(agent.Workspace, null, DateOnly.MinValue, DateOnly.MaxValue, [], 10),
            CancellationToken.None);
        return sums is [var sum] ? (sum.Calls, sum.InputTokens, sum.OutputTokens, sum.Cost) : default;
    }
}
