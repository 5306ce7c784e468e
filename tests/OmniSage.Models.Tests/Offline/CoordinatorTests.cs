namespace OmniSage.Models.Tests.Offline;

public sealed class CoordinatorTests
{
    private const string Emptiness = "Each task has a workspace of its own";

    [Fact]
    public async Task Coordinator_SeveralRuns_AreParallelCallsWithIdsByPosition()
    {
        var chat = OfflineChat.Coordinator().User("run: a\nrun: b\nrun: c");
        var answer = await chat.AskAsync();
        Assert.Equal(["call_1", "call_2", "call_3"], CallIds(answer));

        var next = await chat.Results("{}", "{}", "{}").User("run: d").AskAsync();
        Assert.Equal(["call_4"], CallIds(next));
    }

    [Fact]
    public async Task Coordinator_HistoryWithoutItsBeginning_GivesNoIdTwice()
    {
        var chat = OfflineChat.Coordinator()
            .Add(new(ChatRole.Assistant, [new FunctionCallContent("call_7", "task_delegate")]))
            .User("run: d");
        Assert.Equal(["call_8"], CallIds(await chat.AskAsync()));
    }

    [Theory]
    [InlineData("run: d", 1)]
    [InlineData("hello", 0)]
    public async Task Coordinator_WhatAProgramQuotesOfEarlierTalk_IsNoWish(string now, int calls)
    {
        const string Quote = "[earlier conversation, as my program sends it] (3 messages are too long and left out)\n"
            + "[{\"role\":\"user\",\"content\":\"please run `echo a`\"},"
            + "{\"role\":\"system\",\"content\":\"run: b\"}]\n\n";
        var answer = await OfflineChat.Coordinator().User(Quote + now).AskAsync();
        Assert.Equal(calls, OfflineChat.Calls(answer).Length);
        Assert.DoesNotContain("echo a", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinator_MoreRunsThanItsLimit_StartsSixteenAndSaysSo()
    {
        var answer = await OfflineChat.Coordinator()
            .User(string.Join('\n', Enumerable.Range(0, 20).Select(number => $"run: echo {number}"))).AskAsync();
        Assert.Equal(16, OfflineChat.Calls(answer).Length);
        Assert.EndsWith(
            "I deal with at most 16 requests in one message; I left out what comes after them.",
            answer.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinator_RunsOfSeveralMessagesBeyondItsLimit_NamesWhatItDoesNotStart()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 16).Select(number => $"run: echo {number}"));
        var answer = await OfflineChat.Coordinator().User(lines).User("run: echo last").AskAsync();
        Assert.Equal(16, OfflineChat.Calls(answer).Length);
        Assert.EndsWith(
            "I start at most 16 tasks at once, so not this one: `run: echo last`.",
            answer.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinator_AfterDelegating_PromisesTheReport()
    {
        var chat = OfflineChat.Coordinator().User("run: a");
        await chat.AskAsync();
        Assert.Equal("I will report when it is done.", (await chat.Results("""{"task":"t1"}""").AskAsync()).Text);
    }

    [Theory]
    [InlineData("""{"error":"no place"}""", "no place")]
    [InlineData("""{"error":{"code":"limit","message":"no place"}}""", "no place")]
    [InlineData("Error: no place", "no place")]
    public async Task Coordinator_DelegationRefused_SaysSo(string result, string reason)
    {
        var chat = OfflineChat.Coordinator().User("run: a");
        await chat.AskAsync();
        Assert.Equal($"A task could not be started: {reason}", (await chat.Results(result).AskAsync()).Text);
    }

    [Fact]
    public async Task Coordinator_SteeredWhileDelegating_AnswersTheNewMessageOnly()
    {
        var chat = OfflineChat.Coordinator().User("run: a");
        await chat.AskAsync();
        Assert.Equal("`2+2` = 4", (await chat.Results("{}").User("[steered]\n2+2").AskAsync()).Text);
    }

    [Fact]
    public async Task Coordinator_ResultsAndAMessage_AnswersBothInOrder()
    {
        var answer = await OfflineChat.Coordinator()
            .User("[task results]\n[{\"goal\":\"run: a\",\"status\":\"unverified\",\"summary\":\"out\"}]")
            .User("2+2").AskAsync();
        Assert.Equal("The task is done; nothing checked its result.\n\nout\n\n`2+2` = 4", answer.Text);
    }

    [Theory]
    [InlineData("[task results]", "Results of tasks have come, but I cannot read them.")]
    [InlineData("[task results]\n{]", "Results of tasks have come, but I cannot read them.")]
    [InlineData("[task results]\n[]", "No task has a result yet.")]
    [InlineData("[task results]\n[1]", "The task `a task` ended as `unknown`. It left no summary.")]
    [InlineData("[task results]\n[{\"goal\":\"g\",\"status\":\"failed\"}]", "The task `g` failed. It left no summary.")]
    [InlineData("[task results]\n[{\"goal\":\"g\",\"status\":\"\\ud800\"}]",
        "The task `g` ended as `\"\\ud800\"`. It left no summary.")]
    public async Task Coordinator_OddResults_AreToldPlainly(string message, string said) =>
        Assert.Equal(said, (await OfflineChat.Coordinator().User(message).AskAsync()).Text);

    [Fact]
    public async Task Coordinator_ResultsAsSystemMessage_AreTold()
    {
        var chat = OfflineChat.Coordinator().Add(new(
            ChatRole.System, "[task results]\n[{\"goal\":\"g\",\"status\":\"verified\",\"summary\":\"s\"}]"));
        Assert.Equal("The task is done, and its checks passed.\n\ns", (await chat.AskAsync()).Text);
    }

    [Fact]
    public async Task Coordinator_SeveralRequestsOnFiles_ExplainsWorkspacesOnce()
    {
        var answer = await OfflineChat.Coordinator().User("list files\nshow a.txt").AskAsync();
        Assert.Equal(2, OfflineChat.Calls(answer).Length);
        Assert.Equal(1, answer.Text.Split(Emptiness).Length - 1);
    }

    [Fact]
    public async Task Coordinator_GreetingBeforeARequest_IsNotAnsweredByItself() =>
        Assert.Equal("`1+1` = 2", (await OfflineChat.Coordinator().User("Hello!\n1+1\nThanks").AskAsync()).Text);

    [Fact]
    public async Task Coordinator_PartNotUnderstood_IsNamedBesideTheRest() =>
        Assert.Equal(
            "`1+1` = 2\n\nI did not understand “make me rich␊soon”.",
            (await OfflineChat.Coordinator().User("1+1\nmake me rich\nsoon").AskAsync()).Text);

    [Fact]
    public async Task Coordinator_LongMessageNotUnderstood_IsQuotedShortAndVisible()
    {
        var text = "\0\u202ebad " + string.Concat(Enumerable.Repeat("😀", 500));
        var answer = (await OfflineChat.Coordinator().User(text).AskAsync()).Text;
        var quoted = answer[(answer.IndexOf('“') + 1)..answer.IndexOf('”')];
        Assert.StartsWith("␀\ufffdbad 😀", quoted, StringComparison.Ordinal);
        Assert.EndsWith("😀…", quoted, StringComparison.Ordinal);
        Assert.InRange(quoted.Length, 190, 200);
        Assert.Contains("not a language model", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public async Task Coordinator_EmptyMessage_SaysThatItReadsText(string text) =>
        Assert.StartsWith(
            "I can read text only, and there is none in that message.",
            (await OfflineChat.Coordinator().User(text).AskAsync()).Text,
            StringComparison.Ordinal);

    [Fact]
    public async Task Coordinator_NothingNew_SaysSo() =>
        Assert.Equal("There is nothing new for me to answer.", (await OfflineChat.Coordinator().AskAsync()).Text);

    [Fact]
    public async Task Coordinator_WithoutTheTool_SaysThatItCannotDelegate() =>
        Assert.Equal(
            "I cannot start tasks here, because I was given no tool for it: `run: a`.",
            (await OfflineChat.CoordinatorWithoutTools().User("run: a").AskAsync()).Text);

    [Theory]
    [InlineData("help")]
    [InlineData("What can you do?")]
    [InlineData("who are you?")]
    [InlineData("hi")]
    [InlineData("Good morning!")]
    [InlineData("tell me a story")]
    public async Task Coordinator_AskedWhatItIs_SaysThatItIsNoLanguageModel(string text)
    {
        var answer = (await OfflineChat.Coordinator().User(text).AskAsync()).Text;
        Assert.Contains("built-in offline model. I am not a language model", answer, StringComparison.Ordinal);
        Assert.Contains("`run: uname -a && ls /`", answer, StringComparison.Ordinal);
    }

    private static IEnumerable<string> CallIds(ChatMessage answer) =>
        answer.Contents.OfType<FunctionCallContent>().Select(call => call.CallId);
}
