using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Tests.Questions;
using OmniSage.Storage.Approvals;
using OmniSage.Storage.Runs;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Coordinators;

/// <summary>Among how many a command finds what is named by a part of its id.</summary>
public sealed class CarriedCommandLimitTests
{
    [Fact]
    public async Task OlderApprovals_AreNotFound()
    {
        await using var agent = await Agent.StartAsync();
        await WriteAsync(agent, DecisionCommands.LookedThroughMax, (id, number) => ApprovalRows.Upsert(new()
        {
            Id = new(agent.Id.Tenant, id),
            Workspace = agent.Workspace,
            Thread = agent.Id.Value,
            Run = Ids.Of(1),
            Status = ApprovalStatus.Open,
            Tool = "shell.run",
            Target = "target",
            Hash = "abcd",
            CreatedUs = number,
            ExpiresUs = number,
            UpdatedUs = number,
        }));
        // What the list shows and no grain knows.
        Assert.Equal("There is no such approval.", await Asking.CommandAsync(agent, $"/approve {IdOf(2):N}"));
        Assert.StartsWith(
            "No open approval has the id", await Asking.CommandAsync(agent, $"/approve {IdOf(1):N}"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/trace 1a2b3c4d", CarriedCommands.UnderWayMax - 1, true)]
    [InlineData("/trace 1a2b3c4d", CarriedCommands.UnderWayMax, false)]
    [InlineData("/approve", CarriedCommands.UnderWayMax, false)]
    [InlineData("/deny", CarriedCommands.UnderWayMax, false)]
    public async Task Commands_WhoseAnswersAreOnTheirWay_AreBounded(string text, int underWay, bool isBegun)
    {
        await using var agent = await Agent.StartAsync();
        var now = Conversation.Empty with
        {
            Carried = [.. Enumerable.Range(1, underWay).Select(number => new CommandBegun(Ids.Of(number)))],
        };

        var (begun, refusal) = await agent.Service<CarriedCommands>().SettleAsync(
            agent.Id, now, SlashCommand.Read(text)!, new() { Text = text, By = Agent.By }, Ids.Of(99));

        Assert.Equal(isBegun, begun is not null);
        Assert.Equal(!isBegun, refusal?.StartsWith("Too many", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task OlderRuns_NeedTheirWholeId()
    {
        await using var agent = await Agent.StartAsync();
        // The command's own run is one of those that are looked through.
        await WriteAsync(agent, CommandCarrier.LookedThroughMax - 1, (id, number) => RunRows.Upsert(new()
        {
            Id = new(agent.Id.Tenant, id),
            Workspace = agent.Workspace,
            Thread = agent.Id.Value,
            Kind = RunKind.Turn,
            Status = RunStatus.Completed,
            Title = $"title {number}",
            CreatedUs = number,
            UpdatedUs = number,
            EndedUs = number,
        }));
        Assert.StartsWith(
            $"turn {IdOf(2):N}, completed: title 2", await Asking.CommandAsync(agent, $"/trace {IdOf(2):N}"[..30]),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "There is no such run", await Asking.CommandAsync(agent, $"/trace {IdOf(1):N}"[..30]),
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"turn {IdOf(1):N}, completed: title 1", await Asking.CommandAsync(agent, $"/trace {IdOf(1):N}"),
            StringComparison.Ordinal);
    }

    /// <summary>Writes one more than are looked through; the first is the oldest.</summary>
    private static async Task WriteAsync(Agent agent, int max, Func<Guid, int, RowChange> row)
    {
        foreach (var some in Enumerable.Range(1, max + 1).Chunk(200))
        {
            var unit = new UnitOfWork(agent.Id.Tenant);
            foreach (var number in some) unit.Change(row(IdOf(number), number));
            await agent.Service<WriteQueue>().CommitAsync(unit);
        }
    }

    /// <summary>Ids in the order of their numbers, which differ in the beginning, before those of now.</summary>
    private static Guid IdOf(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 9);
}
