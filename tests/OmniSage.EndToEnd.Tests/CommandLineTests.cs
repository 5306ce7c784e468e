using System.Diagnostics;
using System.Text.Json;

namespace OmniSage.EndToEnd.Tests;

/// <summary>The command line as its own process against a real silo.</summary>
public sealed class CommandLineTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_WithOneMessage_SaysTheAnswerAndEndsWith0()
    {
        var (code, output) = await RunAsync("chat", "compute 6*7");
        Assert.Equal(0, code);
        Assert.Contains("`6*7` = 42", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_ThatNeedsATask_ShowsItsOutputAndResult()
    {
        await silo.RequireSandboxAsync();
        var (code, output) = await RunAsync("chat", "run: uname -a && ls /");
        Assert.Equal(0, code);
        Assert.Contains("Linux", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_WhoseTaskAsks_EndsWith3_AndGoesOnWithTheAnswer()
    {
        var (code, output) = await RunAsync("chat", "ask: Which colour? red | blue");
        Assert.Equal(3, code);
        Assert.Contains("Task 1 asks:\n> Which colour?\n1. red\n2. blue\n", output, StringComparison.Ordinal);
        const string Hint = "This waits for an answer: omnisage chat --thread ";
        var hint = output[(output.IndexOf(Hint, StringComparison.Ordinal) + Hint.Length)..];
        Assert.StartsWith(" \"/answer TEXT\"", hint[32..], StringComparison.Ordinal);

        var (answered, reply) = await RunAsync("chat", "--thread", hint[..32], "/answer 2");
        Assert.Equal((0, "Passed on to task 1: blue"), (answered, reply.Trim()));
        var (again, refused) = await RunAsync("chat", "--thread", hint[..32], "/answer 1 red");
        Assert.Equal((0, "Task 1 has its answer already: blue"), (again, refused.Trim()));

        var end = Stopwatch.StartNew();
        while (!(await EventsAsync(hint[..32])).Contains("and was told “blue”", StringComparison.Ordinal))
            Assert.True(end.Elapsed < TimeSpan.FromSeconds(60), "The result did not arrive.");
    }

    [Fact]
    public async Task Runs_AreListedAndShown()
    {
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("compute 1+1");
        await talk.InRunAsync(receipt.Run, "run.completed");

        var (listed, lines) = await RunAsync("runs", "--json");
        Assert.Equal(0, listed);
        var ids = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString());
        Assert.Contains(receipt.Run, ids);

        var (shown, timeline) = await RunAsync("runs", receipt.Run);
        Assert.Equal(0, shown);
        Assert.Contains("compute 1+1", timeline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "runs", "0123456789abcdef0123456789abcdef")]
    [InlineData(2, "nonsense")]
    public async Task WhatIsWrong_IsSaidByTheExitCode(int expected, params string[] words) =>
        Assert.Equal(expected, (await RunAsync(words)).ExitCode);

    /// <summary>All that the thread holds, as it is stored.</summary>
    private async Task<string> EventsAsync(string thread) =>
        (await silo.Client.GetAsync($"threads/{thread}/events?limit=1000", Ct)).GetRawText();

    private Task<(int ExitCode, string Output)> RunAsync(params string[] words) => CommandLine.RunAsync(silo, words);
}
