using OmniSage.GrainInterfaces.Memory;
using static OmniSage.Grains.Tests.Memory.Remembering;

namespace OmniSage.Grains.Tests.Memory;

/// <summary>The memory's tools, called by a coordinator's model.</summary>
public sealed class MemoryToolTests
{
    [Fact]
    public async Task Remember_Recall_Forget_WorkOverThreads_WithTheirSource()
    {
        await using var agent = await Agent.StartAsync();
        var (first, kept) = await CallAsync(agent, "memory_remember", ("text", "Our fiscal year starts in May"));
        Assert.Contains("\"status\":\"remembered\"", kept, StringComparison.Ordinal);
        var fact = Assert.Single(await agent.Service<IFacts>().ListAsync(agent.Id.Tenant, [Own], null, 10, default));
        Assert.Equal((agent.Id.Value, first), (fact.Source.Thread, fact.Source.Run));
        var requested = (await agent.Service<IHistory>().ReadJournalAsync(
            new(agent.Id.Tenant, JournalKind.Run, first), 0, 100, default)).Single(one => one.Type == "tool.requested");
        Assert.Equal((requested.Seq, requested.Id), (fact.Source.Seq, fact.Source.Event));
        Assert.NotNull(fact.Source.Message);
        Assert.Equal(Trust.Member, fact.Labels.Trust);

        var (_, found) = await CallAsync(agent, "memory_recall", ("query", "fiscal year"));
        Assert.Contains("starts in May", found, StringComparison.Ordinal);
        Assert.Contains("\"said_by\":\"you\"", found, StringComparison.Ordinal);
        var (_, gone) = await CallAsync(agent, "memory_forget", ("query", "fiscal year"));
        Assert.Contains("forgotten", gone, StringComparison.Ordinal);
        (_, found) = await CallAsync(agent, "memory_recall", ("query", "fiscal year"));
        Assert.Contains("\"facts\":[]", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remember_WhereItIsSwitchedOff_Refuses_AndSaysSo()
    {
        await using var agent = await Agent.StartAsync();
        await agent.Thread.SwitchMemoryAsync(false, Agent.By);
        var (_, result) = await CallAsync(agent, "memory_remember", ("text", "x"));
        Assert.Contains("memory_off", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory_remember", "text", "")]
    [InlineData("memory_remember", "scope", "user")]
    [InlineData("memory_forget", "fact", "zz")]
    [InlineData("memory_forget", "query", "nothing like it")]
    [InlineData("memory_recall", "scope", "everyone")]
    public async Task Call_ThatDoesNotFit_IsToldToTheModel(string tool, string name, string value)
    {
        await using var agent = await Agent.StartAsync();
        var (_, result) = await CallAsync(agent, tool, (name, value));
        Assert.Contains("\"error\"", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forget_OfWhatOnlyComesNear_ErasesNothing_AndSaysWhatThereIs()
    {
        await using var agent = await Agent.StartAsync();
        await agent.RememberAsync(agent.Fact(1, "Our fiscal year starts in June", Own));
        var (_, result) = await CallAsync(agent, "memory_forget", ("query", "our fiscal year starts in May"));
        Assert.Contains("ambiguous", result, StringComparison.Ordinal);
        Assert.Contains("starts in June", result, StringComparison.Ordinal);
        Assert.NotNull(await agent.FindAsync(1));
    }

    [Fact]
    public async Task Forget_OfAnothersFact_FindsNothing()
    {
        await using var agent = await Agent.StartAsync();
        await agent.RememberAsync(agent.Fact(1, "theirs", MemoryScope.OfUser(Ids.Of(99))));
        var (_, result) = await CallAsync(agent, "memory_forget", ("fact", Ids.Of(7_001).ToString("N")));
        Assert.Contains("not_found", result, StringComparison.Ordinal);
        Assert.NotNull(await agent.FindAsync(1));
    }

    /// <summary>A turn whose model makes one call, and what the call brought.</summary>
    private static async Task<(Guid Run, string Result)> CallAsync(
        Agent agent, string tool, params (string Name, object? Value)[] arguments)
    {
        var asked = agent.Coordinator.Asks.Count;
        var receipt = await agent.SayAsync("do it");
        await agent.UntilAskedAsync(agent.Coordinator, asked + 1);
        agent.Coordinator.Asks[asked].Answer(new("", [Reply.Call("c1", tool, arguments)]));
        await agent.UntilAskedAsync(agent.Coordinator, asked + 2);
        agent.Coordinator.Asks[asked + 1].Answer(Reply.Say("done"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        var completed = Assert.Single(await agent.EventsAsync<ToolCompleted>(receipt.Run));
        return (receipt.Run, completed.Result);
    }
}
