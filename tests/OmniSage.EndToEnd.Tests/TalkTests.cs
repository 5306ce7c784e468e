using System.Diagnostics;

namespace OmniSage.EndToEnd.Tests;

/// <summary>What a person can do, with the offline model and real sandboxes.</summary>
public sealed class TalkTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_IsAnswered()
    {
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("compute 6*7");
        Assert.Equal("`6*7` = 42", await talk.AnswerAsync(receipt.Run));
        await talk.InRunAsync(receipt.Run, "run.completed");
    }

    [Fact]
    public async Task Command_IsAcknowledgedShownLiveAndAnswered()
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("run: uname -a && ls /");
        Assert.Contains("uname -a && ls /", await talk.AnswerAsync(receipt.Run), StringComparison.Ordinal);
        var task = await talk.TaskAsync();
        await talk.UntilOutputAsync(task, "Linux");
        Assert.Contains("usr", await talk.ResultAsync(receipt.Run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileOfTheTask_ComesBack()
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync(
            "run: du -ab /usr/lib 2>/dev/null | sort -rn | head -10 > report.md; show report.md");
        var answer = await talk.ResultAsync(receipt.Run);
        Assert.Contains("`report.md`", answer, StringComparison.Ordinal);
        Assert.Contains("/usr/lib\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondMessage_IsAnsweredWhileTheFirstOnesTaskRuns()
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        await talk.SendAsync("run: echo began; sleep 3600");
        var task = await talk.TaskAsync();
        await talk.UntilOutputAsync(task, "began");

        var second = await talk.SendAsync("compute 2+2");
        Assert.Equal("`2+2` = 4", await talk.AnswerAsync(second.Run));
        Assert.DoesNotContain(talk.Events, one => one.Type == "task.finished");

        var started = Stopwatch.GetTimestamp();
        var status = await talk.SendAsync("/status");
        Assert.Contains("sleep 3600", await talk.AnswerAsync(status.Run), StringComparison.Ordinal);
        var cancel = await talk.SendAsync("/cancel");
        Assert.Contains("Cancelled task 1", await talk.AnswerAsync(cancel.Run), StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, AtOnce);
        await talk.InRunAsync(task, "run.cancelled");
    }

    [Fact]
    public async Task CancelAll_EndsEveryTask()
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        await talk.SendAsync("run: sleep 3600\nrun: sleep 3601");
        await talk.TaskAsync(2);
        var cancel = await talk.SendAsync("/cancel all");
        Assert.Contains("2 tasks", await talk.AnswerAsync(cancel.Run), StringComparison.Ordinal);
        await talk.UntilAsync(now => now.Count(one => one.Type == "run.cancelled") == 2, "both to end");
    }

    [Fact]
    public async Task Cancel_ReachesTheProcessInTheSandbox()
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        var digits = string.Concat(Guid.CreateVersion7().ToString("N").Where(char.IsDigit));
        await talk.SendAsync($"run: echo began; exec sleep 3600.0{digits}");
        var task = await talk.TaskAsync();
        await talk.UntilOutputAsync(task, "began");
        await HostProcesses.UntilAsync(digits, isThere: true, Ct);

        await silo.Client.CancelRunAsync(task, Ct);

        await talk.InRunAsync(task, "run.cancelled");
        await HostProcesses.UntilAsync(digits, isThere: false, Ct);
    }

    [Theory]
    [InlineData("run: echo yes > a; check: grep -q yes a", "verified")]
    [InlineData("run: echo no > a; check: grep -q yes a", "failed")]
    [InlineData("run: true", "unverified")]
    public async Task Checks_DecideHowTheTaskEnds(string text, string end)
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        await talk.SendAsync(text);
        var finished = await talk.FirstAsync("task.finished", _ => true);
        Assert.Equal(end, finished.Get("result.end"), ignoreCase: true);
    }

    [Fact]
    public async Task SixthTask_WaitsForAPlaceAndGetsIt()
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        var tasks = string.Join('\n', Enumerable.Repeat("run: sleep 3600", 5));
        await talk.SendAsync($"{tasks}\nrun: echo sixth");
        var parked = await talk.FirstAsync("run.parked", _ => true);
        Assert.Equal("place", parked.Get("reason"));

        // Which of them comes last is nobody's promise; two others make room.
        var others = new List<int>();
        for (var number = 1; number <= 5; number++)
        {
            if (await talk.TaskAsync(number) != parked.Journal) others.Add(number);
        }

        foreach (var number in others.Take(2)) await talk.SendAsync($"/cancel {number}");

        await talk.InRunAsync(parked.Journal, "run.resumed");
        await talk.SendAsync("/cancel all");
        await talk.UntilAsync(now => now.Count(one => one.Type == "task.finished") == 6, "all to end");
    }
}
