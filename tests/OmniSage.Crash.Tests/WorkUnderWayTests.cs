using OmniSage.Crash.Tests.Scripts;
using OmniSage.Crash.Tests.Silos;

namespace OmniSage.Crash.Tests;

/// <summary>The real silo, ended while a command runs in a sandbox: by force, by Ctrl-C, and at odd moments.</summary>
public sealed class WorkUnderWayTests : IDisposable
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-crash-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task CommandUnderWay_KilledWithItsSilo_IsRunAgain()
    {
        await using var talk = new Conversation();
        int dead;
        await using (var first = await SiloProcess.StartAsync(new(folder), Ct))
        {
            await BeginAsync(first, talk, "run: echo began; sleep 2; echo then $((6*7))");
            Assert.NotEmpty(Leftovers.Sandboxes(first.Id));
            dead = first.Id;
            first.Kill();
            await first.WaitForExitAsync(Ct);
        }

        await Leftovers.UntilNoSandboxAsync(dead, Ct);
        await using var second = await SiloProcess.StartAsync(new(folder), Ct);
        using var client = second.Connect();
        await talk.ConnectAsync(client);
        var events = await talk.Watch!.UntilAsync(
            now => now.Count(one => one.Type == "turn.ended") == 2, "the answer", TimeMax, Ct);
        Assert.Contains(
            "then 42", events.Last(one => one.Type == "message.sent").Get("text"), StringComparison.Ordinal);
        Assert.Single(events, one => one.Type == "tool.completed"
            && one.Get("result")!.Contains("then", StringComparison.Ordinal));
        await Leftovers.UntilNoGroupAsync(dead, Ct);
    }

    [Fact]
    public async Task CtrlC_WhileACommandRuns_StopsCleanlyAndTheTaskGoesOn()
    {
        await using var talk = new Conversation();
        int stopped;
        await using (var first = await SiloProcess.StartAsync(new(folder), Ct))
        {
            await BeginAsync(first, talk, "run: echo began; sleep 3600");
            stopped = first.Id;
            first.Interrupt();
            Assert.Equal(0, await first.WaitForExitAsync(Ct));
            Assert.DoesNotContain("   at ", first.Errors, StringComparison.Ordinal);
        }

        Assert.Empty(Leftovers.Sandboxes(stopped));
        await Leftovers.UntilNoGroupAsync(stopped, Ct);
        await using var second = await SiloProcess.StartAsync(new(folder), Ct);
        using var client = second.Connect();
        await talk.ConnectAsync(client);
        await talk.Watch!.UntilAsync(
            now => now.Count(one => one.Type == "step.started" && one.Get("kind") is "tool" or "Tool") > 1
                || now.Count(one => one.Type == "step.started") > 4,
            "the command to be run again",
            TimeMax,
            Ct);
        await talk.SendAsync("cancel", "/cancel all", Ct);
        await talk.Watch.UntilAsync(now => now.Any(one => one.Type == "task.finished"), "the end", TimeMax, Ct);
    }

    private static async Task BeginAsync(SiloProcess silo, Conversation talk, string text)
    {
        using var client = silo.Connect();
        await talk.ConnectAsync(client);
        await talk.OpenAsync(Ct);
        await talk.SendAsync("work", text, Ct);
        var events = await talk.Watch!.UntilAsync(
            now => now.Any(one => one.Type == "task.delegated"), "the task", TimeMax, Ct);
        var run = events.Single(one => one.Type == "task.delegated").Get("contract.run")!;
        await talk.Watch.UntilOutputAsync(run.Replace("-", "", StringComparison.Ordinal), "began", TimeMax, Ct);
    }
}
