using System.Text;
using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Tests.Executors;

/// <summary>What is lost with a sandbox, or may be, stands in the result of the call.</summary>
public sealed class LostSandboxTests
{
    [Fact]
    public async Task SandboxThatDies_IsToldWithItsCall_AndTheFreshOneWithTheNext()
    {
        await using var agent = await Agent.StartAsync();
        agent.Sandboxes.Run = (line, _) =>
        {
            if (line == "die") agent.Sandboxes.Opened[^1].Die();
            return Task.FromResult(0);
        };
        var results = await ResultsAsync(agent, "one", "die", "two", "three");
        Assert.DoesNotContain("\"note\"", results[0], StringComparison.Ordinal);
        Assert.Contains("sandbox_died", results[1], StringComparison.Ordinal);
        Assert.Contains("The sandbox died. The next call gets a fresh one", results[1], StringComparison.Ordinal);
        Assert.Contains("files will be as they were last kept", results[1], StringComparison.Ordinal);
        Assert.Contains("The sandbox used before had died", results[2], StringComparison.Ordinal);
        Assert.DoesNotContain("\"note\"", results[3], StringComparison.Ordinal);
        Assert.Equal(2, agent.Sandboxes.Opened.Count);
    }

    [Fact]
    public async Task SandboxThatDiesBetweenCalls_IsTold_AlsoWhenTheNextOpensLate()
    {
        await using var agent = await Agent.StartAsync();
        var opened = 0;
        agent.Sandboxes.Opening = _ => ++opened == 2
            ? throw new Sandbox.SandboxException(Sandbox.SandboxException.StartFailed, retryable: true, "Not now.")
            : Task.CompletedTask;
        var results = await ResultsAsync(agent, () => agent.Sandboxes.Opened[^1].Die(), "one", "two");
        Assert.Contains("The sandbox used before had died", results[1], StringComparison.Ordinal);
        Assert.Equal(3, opened);
    }

    [Fact]
    public async Task WorkspaceThatIsTooLarge_IsNotKept_AndTheModelIsTold()
    {
        await using var agent = await Agent.StartAsync(options => options.WorkspaceBytesMax = 5);
        var results = await ResultsAsync(agent, () => agent.Sandboxes.Opened[^1].Die(), "one", "two");
        Assert.Contains("The workspace is too large to be kept", results[0], StringComparison.Ordinal);
        Assert.Contains("files from before are gone, as none were kept", results[1], StringComparison.Ordinal);
        var tasks = await agent.EventsAsync<TaskDelegated>();
        Assert.All(await agent.EventsAsync<ToolCompleted>(tasks[0].Contract.Run), one => Assert.Null(one.Workspace));
    }

    [Fact]
    public async Task Result_TakesNoMoreThanItsBound_WhereItIsStored()
    {
        await using var agent = await Agent.StartAsync(options => options.ToolResultBytesMax = 4_096);
        agent.Sandboxes.Run = (_, _) =>
        {
            var bytes = Encoding.UTF8.GetBytes(new string('\0', 20_000));
            agent.Sandboxes.Opened[^1].Stdout = new(bytes, default, bytes.Length);
            return Task.FromResult(0);
        };
        var result = Assert.Single(await ResultsAsync(agent, "one"));
        Assert.Contains("bytes left out", result, StringComparison.Ordinal);
        var stored = EventTypes.Write(new Note(result)).Length - EventTypes.Write(new Note("")).Length;
        Assert.InRange(stored, 1_000, 4_096);
    }

    private static Task<IReadOnlyList<string>> ResultsAsync(Agent agent, params string[] commands) =>
        ResultsAsync(agent, () => { }, commands);

    /// <summary>The results that the model gets for these commands, one after another.</summary>
    private static async Task<IReadOnlyList<string>> ResultsAsync(
        Agent agent, Action between, params string[] commands)
    {
        var results = new List<string>();
        agent.Executor.Script = ask =>
        {
            if (ask.Messages[^1].Contents is [FunctionResultContent { Result: { } result }])
            {
                results.Add($"{result}");
                between();
            }

            return results.Count < commands.Length ? Reply.Shell(commands[results.Count]) : Reply.Say("done");
        };
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(task))?.Status == RunStatus.Completed, "the task ended");
        return results;
    }
}
