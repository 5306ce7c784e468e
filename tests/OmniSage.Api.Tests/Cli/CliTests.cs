using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Cli;

public sealed class CliTests
{
    [Fact]
    public async Task Chat_WithDelegation_TellsAcknowledgementTaskAndAnswer()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.DelegateAsync;

        var outcome = await CliProcess.RunAsync(host, null, "chat", "run: ls");

        Assert.Equal("", outcome.Error);
        Assert.Equal(
            [
                "On it: ls", "▸ task 1  Run ls", "  │ $ ls", "  │ one", "  │ two ␛[31m", "  │ • ended, unchecked",
                "All done.",
            ],
            outcome.Lines);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task Chat_OverARestartOfTheServer_LosesAndDoublesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var restarted = new TaskCompletionSource();
        host.World.Agent = async (thread, run, text) =>
        {
            thread.StartTurn(run);
            var task = Scripts.Delegate(thread, run, text);
            await host.StopAsync();
            Scripts.Perform(thread, task);
            await host.RestartAsync();
            Scripts.Finish(thread, run, task);
            restarted.SetResult();
        };

        var outcome = await CliProcess.RunAsync(host, null, "chat", "run: ls");

        await restarted.Task.WaitAsync(ApiHost.Patience, TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var told = outcome.Lines.Where(line => !line.StartsWith('…') && !line.StartsWith('▸'));
        Assert.Equal(
            ["On it: ls", "  │ $ ls", "  │ one", "  │ two ␛[31m", "  │ • ended, unchecked", "All done."], told);
    }

    [Fact]
    public async Task Chat_FromAPipe_EndsWhenAllHasEnded()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agent = (thread, run, text) => text is "run: ls"
            ? Scripts.DelegateAsync(thread, run, text)
            : Scripts.AnswerAsync(thread, run, text);

        var outcome = await CliProcess.RunAsync(host, "hello\n\nrun: ls\n", "chat");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("› hello", outcome.Lines);
        Assert.Contains("You said: hello", outcome.Lines);
        Assert.Contains("All done.", outcome.Lines);
    }

    [Fact]
    public async Task Chat_OfFailedRun_Exits1_AndJsonIsOneObjectPerLine()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agent = (thread, run, _) =>
        {
            thread.StartTurn(run);
            thread.Write(
                (thread.Run(run), new RunFailed("model_unreachable", "The model is not there.")),
                (thread.Journal, new TurnEnded(run, RunStatus.Failed)));
            return Task.CompletedTask;
        };

        var outcome = await CliProcess.RunAsync(host, null, "chat", "hello", "--json");

        Assert.Equal(1, outcome.ExitCode);
        var types = outcome.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString());
        Assert.Equal(
            ["accepted", "message.received", "turn.started", "run.started", "run.failed", "turn.ended", "done"], types);
    }

    [Fact]
    public async Task Chat_ThatWaitsForAnApproval_Exits3()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agent = (thread, run, _) =>
        {
            thread.StartTurn(run);
            thread.Write(run, new RunParked("approval"));
            return Task.CompletedTask;
        };

        Assert.Equal(3, (await CliProcess.RunAsync(host, null, "chat", "pay the bill")).ExitCode);
    }

    [Fact]
    public async Task Chat_ThatWaitsForAnApproval_ShowsIt_AndNamesIt()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agent = (thread, run, text) =>
        {
            var task = Start(thread, run, text);
            var request = Waits.Approval(task);
            thread.Write(task.Run, new ApprovalRequested(request), new RunParked("approval"));
            // Only then is it shown.
            thread.Write(
                (thread.Journal, new MessageSent(Guid.CreateVersion7(), task.Run, "Task 1 waits for an approval")),
                (thread.Journal, new ApprovalRequested(request)));
            return Task.CompletedTask;
        };

        var outcome = await CliProcess.RunAsync(host, null, "chat", "run: ls");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal(
            [
                "On it: ls", "▸ task 1  Run ls", "  │ waits for approval", "Task 1 waits for an approval",
                "This waits for an approval: omnisage approve 00000001, or omnisage deny 00000001 \"why\".",
            ],
            outcome.Lines);
    }

    [Fact]
    public async Task Chat_WhoseTaskAsks_ShowsTheQuestion_AndHowToAnswer()
    {
        await using var host = await ApiHost.StartAsync();
        string? id = null;
        host.World.Agent = (thread, run, text) =>
        {
            id = thread.Id.Value.ToString("N");
            var task = Start(thread, run, text);
            var question = Waits.Question(task);
            thread.Write(task.Run, new QuestionAsked(question), new RunParked("question"));
            thread.Write(
                (thread.Journal, new MessageSent(Guid.CreateVersion7(), task.Run, "Task 1 asks:\n> Which\u202e?")),
                (thread.Journal, new QuestionAsked(question)));
            return Task.CompletedTask;
        };

        var outcome = await CliProcess.RunAsync(host, null, "chat", "run: ls");
        var json = await CliProcess.RunAsync(host, null, "chat", "run: ls", "--json");

        Assert.Equal((3, 3), (outcome.ExitCode, json.ExitCode));
        Assert.Equal(
            ["Task 1 asks:", "> Which<U+202E>?"], outcome.Lines[^3..^1]);
        Assert.StartsWith(
            "This waits for an answer: omnisage chat --thread ", outcome.Lines[^1], StringComparison.Ordinal);
        Assert.EndsWith(" \"/answer TEXT\"", outcome.Lines[^1], StringComparison.Ordinal);
        using var done = JsonDocument.Parse(json.Lines[^1]);
        Assert.Equal("waiting", done.RootElement.GetProperty("status").GetString());
        Assert.Equal(Guid.Empty.ToString("N"), done.RootElement.GetProperty("questions")[0].GetString());
        Assert.Equal(0, done.RootElement.GetProperty("approvals").GetArrayLength());
        Assert.NotNull(id);
    }

    private static TaskContract Start(FakeThread thread, Guid run, string text)
    {
        thread.StartTurn(run);
        return Scripts.Delegate(thread, run, text);
    }

    [Fact]
    public async Task Runs_WithId_ShowsTimelineAndTree()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var run = thread.Receive("run: ls");
        await Scripts.DelegateAsync(thread, run, "run: ls");

        var timeline = await CliProcess.RunAsync(host, null, "runs", run.ToString("N"));
        var list = await CliProcess.RunAsync(host, null, "runs", "--thread", thread.Id.Value.ToString("N"), "--json");

        Assert.Equal(0, timeline.ExitCode);
        Assert.Contains("run.completed", timeline.Output, StringComparison.Ordinal);
        Assert.Contains("├─ ", timeline.Output, StringComparison.Ordinal);
        Assert.Equal(3, list.Lines.Length);
    }

    [Theory]
    [InlineData(2, "There is no command 'frobnicate'. See: omnisage --help", "frobnicate")]
    [InlineData(2, "one of: 'queued' 'running'", "runs", "--status", "x")]
    [InlineData(2, "See: omnisage runs --help", "runs", "--limit", "many")]
    [InlineData(2, "There is no option '--thraed'", "chat", "hi", "--thraed", "x")]
    [InlineData(2, "The message is empty.", "chat", " ")]
    [InlineData(2, "32 hex digits", "runs", "abc")]
    [InlineData(2, "steer", "chat", "hi", "--mode", "soon")]
    [InlineData(1, "no such thread, run, fact or workspace", "cancel", "0123456789abcdef0123456789abcdef")]
    [InlineData(1, "no such thread, run, fact or workspace", "threads", "--workspace", "none")]
    public async Task Mistake_IsOneSentence(int exitCode, string says, params string[] args)
    {
        await using var host = await ApiHost.StartAsync();

        var outcome = await CliProcess.RunAsync(host, null, args);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Help_NamesTheProgramAsItIsCalled()
    {
        await using var host = await ApiHost.StartAsync();

        var outcome = await CliProcess.RunAsync(host, null, "chat", "--help");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("  omnisage chat [<text>...] [options]", outcome.Lines);
    }

    [Fact]
    public async Task Chat_BehindTwoDashes_TakesAnyText()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.AnswerAsync;

        var outcome = await CliProcess.RunAsync(host, null, "chat", "--", "--verbose");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("You said: --verbose", outcome.Lines);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "omk_x", 1, "start it with ./omnisage up")]
    [InlineData("http://127.0.0.1:1/", null, 1, "There is no API key")]
    [InlineData("nonsense", "omk_x", 2, "is no address")]
    public async Task ServerThatIsNotThere_IsSaidWithTheNextStep(string url, string? key, int exitCode, string says)
    {
        var outcome = await CliProcess.RunAsync(url, key, null, "threads");

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
    }
}
