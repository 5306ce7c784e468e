using System.Text.Json;

namespace OmniSage.Models.Tests.Offline;

public sealed class ExecutorTests
{
    private const string Success = """{"exit_code":0,"end":"exited","stdout":"out\n","stderr":"","truncated":false}""";

    [Fact]
    public async Task Executor_SeveralFiles_AreReadSideBySide()
    {
        var chat = OfflineChat.Executor().User("run: make; show a and b");
        await chat.AskAsync();
        var reads = await chat.Results(Success).AskAsync();
        Assert.Equal("", reads.Text);
        Assert.Equal(["files_read {\"path\":\"a\"}", "files_read {\"path\":\"b\"}"], OfflineChat.Calls(reads));

        var answer = await chat.Results("{\"content\":\"A\"}", "{\"error\":\"not there\"}").AskAsync();
        Assert.Equal("```\nout\n```\n\n`a`:\n\n```\nA\n```\n\n`b` could not be read: not there", answer.Text);
    }

    [Theory]
    [InlineData("""{"exit_code":0,"end":"exited","stdout":"","stderr":""}""", "The command printed nothing.")]
    [InlineData("""{"exit_code":0,"end":"exited","stdout":"a","stderr":"b"}""",
        "```\na\n```\n\nOn standard error:\n\n```\nb\n```")]
    [InlineData("""{"exit_code":3,"end":"exited","stdout":"a"}""",
        "The command failed with exit code 3.\n\n```\na\n```")]
    [InlineData("""{"exit_code":0,"end":"exited","stdout":"``` and ````"}""", "`````\n``` and ````\n`````")]
    [InlineData("""{"exit_code":137,"end":"memory","stdout":"a"}""",
        "The command was stopped: it needed more memory than its limit.\n\n```\na\n```")]
    [InlineData("""{"exit_code":null,"end":"odd thing","stdout":"a"}""",
        "The command was stopped: `odd thing`.\n\n```\na\n```")]
    [InlineData("""{"error":"the sandbox is gone"}""", "The command could not be run: the sandbox is gone")]
    [InlineData("error: denied", "The command could not be run: denied")]
    [InlineData("plain", "```\nplain\n```")]
    [InlineData("", "The command printed nothing.")]
    [InlineData("{\"exit_code\":", "```\n{\"exit_code\":\n```")]
    public async Task Executor_ResultOfACommand_IsToldPlainly(string result, string said)
    {
        var chat = OfflineChat.Executor().User("run: x");
        await chat.AskAsync();
        Assert.Equal(said, (await chat.Results(result).AskAsync()).Text);
    }

    [Fact]
    public async Task Executor_ResultAsJsonElement_IsReadAsItsText()
    {
        foreach (var element in new[] { JsonElement.Parse(Success), JsonSerializer.SerializeToElement(Success) })
        {
            var chat = OfflineChat.Executor().User("run: x");
            await chat.AskAsync();
            Assert.Equal("```\nout\n```", (await chat.Results(element).AskAsync()).Text);
        }
    }

    [Fact]
    public async Task Executor_CommandCouldNotRun_ShowsNoFiles()
    {
        var chat = OfflineChat.Executor().User("run: x; show a");
        await chat.AskAsync();
        Assert.Equal("The command could not be run: no", (await chat.Results("""{"error":"no"}""").AskAsync()).Text);
    }

    [Fact]
    public async Task Executor_CallWithoutResult_IsAskedAgainAndNothingElse()
    {
        var chat = OfflineChat.Executor().User("run: make; show a and b");
        await chat.AskAsync();
        await chat.Results(Success).AskAsync();
        // Only the second file was read before the crash.
        chat.Results("""{"content":"B"}""").User("[note] The sandbox was replaced after a crash.");
        var again = await chat.AskAsync();
        Assert.Equal(["files_read {\"path\":\"a\"}"], OfflineChat.Calls(again));
        Assert.Equal("call_4", again.Contents.OfType<FunctionCallContent>().Single().CallId);

        var answer = await chat.Results("""{"content":"A"}""").AskAsync();
        Assert.EndsWith("`a`:\n\n```\nA\n```\n\n`b`:\n\n```\nB\n```", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executor_ArgumentsEditedBySomebody_TakesTheResultAllTheSame()
    {
        var chat = OfflineChat.Executor().User("run: rm -rf build");
        var call = (await chat.AskAsync()).Contents.OfType<FunctionCallContent>().Single();
        call.Arguments!["command"] = JsonSerializer.SerializeToElement("rm -rf build/tmp");
        Assert.Equal("```\nout\n```", (await chat.Results(Success).AskAsync()).Text);
    }

    [Fact]
    public async Task Executor_SameCommandTwice_IsRunTwice()
    {
        var chat = OfflineChat.Executor().User("run: date\nrun: date");
        Assert.Single(OfflineChat.Calls(await chat.AskAsync()));
        Assert.Single(OfflineChat.Calls(await chat.Results(Success).AskAsync()));
        Assert.Equal("```\nout\n```\n\n```\nout\n```", (await chat.Results(Success).AskAsync()).Text);
    }

    [Fact]
    public async Task Executor_GoalAfterAFinishedOne_StartsAfresh()
    {
        var chat = OfflineChat.Executor().User("run: date");
        await chat.AskAsync();
        await chat.Results(Success).AskAsync();
        Assert.Equal(["shell_run {\"command\":\"date\"}"], OfflineChat.Calls(await chat.User("run: date").AskAsync()));
    }

    [Fact]
    public async Task Executor_LongOutput_IsCutAndSaidSo()
    {
        var chat = OfflineChat.Executor().User("run: x");
        await chat.AskAsync();
        var stdout = JsonSerializer.Serialize(new string('y', 40_000));
        var answer = await chat.Results($$"""{"exit_code":0,"end":"exited","stdout":{{stdout}}}""").AskAsync();
        Assert.EndsWith("\n```\n7232 more characters are left out here.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "The workspace is empty.")]
    [InlineData("""{"entries":["a",{"name":"b","size":2}]}""", "The workspace holds:\n\n- `a`\n- `b` (2 bytes)")]
    [InlineData("a\nb", "The workspace holds:\n\n```\na\nb\n```")]
    [InlineData("""{"error":"no"}""", "The workspace could not be listed: no")]
    public async Task Executor_ListOfFiles_IsToldPlainly(string result, string said)
    {
        var chat = OfflineChat.Executor().User("list files");
        await chat.AskAsync();
        Assert.Equal(said, (await chat.Results(result).AskAsync()).Text);
    }

    [Fact]
    public async Task Executor_ToolNotOffered_SaysWhich() =>
        Assert.Equal(
            "I was not given the tool `files_read`, which this needs.",
            (await OfflineChat.Executor("shell_run").User("show a.txt").AskAsync()).Text);

    [Fact]
    public async Task Executor_GoalNotUnderstood_SaysWhatItIs()
    {
        var answer = await OfflineChat.Executor().User("Research the market.").AskAsync();
        Assert.StartsWith(
            "I did not understand “Research the market.”. I am OmniSage's", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executor_NoGoal_SaysSo() =>
        Assert.Equal("There is no goal for me to work on.", (await OfflineChat.Executor().AskAsync()).Text);

    [Fact]
    public async Task Executor_WhoseWorkDidNotPassItsCheck_SaysSo()
    {
        var chat = OfflineChat.Executor().User("run: make test");
        await chat.AskAsync();
        await chat.Results(Success).AskAsync();
        var answer = await chat.User("[note] A check failed. Mend it, then answer again.\n{}").AskAsync();
        Assert.Equal("A check did not pass, and I cannot mend that by myself.", answer.Text);
    }
}
