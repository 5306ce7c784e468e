namespace OmniSage.Models.Tests.Offline;

public sealed class QuestionTests
{
    private const string One =
        "[question]\n{\"task\":\"1\",\"question\":\"Which?\",\"options\":[\"red\",\"blue sky\"]}";
    private const string Two = "[question]\n{\"task\":\"2\",\"question\":\"How many?\",\"options\":[]}";

    [Theory]
    [InlineData("red", "red")]
    [InlineData(" Blue sky ", "blue sky")]
    [InlineData("1", "red")]
    [InlineData("answer: whatever you like", "whatever you like")]
    [InlineData("Answer 1: red", "red")]
    public async Task Answer_GoesToTheTaskThatAsks(string said, string answer)
    {
        var reply = await OfflineChat.Coordinator().User(One).User(said).AskAsync();
        Assert.Equal(
            [$$"""task_answer {"task":"1","answer":"{{answer}}"}"""], OfflineChat.Calls(reply));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("0")]
    [InlineData("red or blue sky")]
    [InlineData("answer: ")]
    [InlineData("answer two: red")]
    public async Task OtherWords_AreNoAnswer(string said) =>
        Assert.Empty(OfflineChat.Calls(await OfflineChat.Coordinator().User(One).User(said).AskAsync()));

    [Fact]
    public async Task SeveralThatAsk_NeedTheNumber()
    {
        var chat = OfflineChat.Coordinator().User(One).User(Two);
        var reply = await chat.User("red").User("answer: red").User("answer #2: 5").AskAsync();
        Assert.Equal(["""task_answer {"task":"2","answer":"5"}"""], OfflineChat.Calls(reply));
        Assert.Contains("Several tasks ask.", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyAsks_SaysSo() => Assert.Equal(
        "No task asks anything.", (await OfflineChat.Coordinator().User("answer: blue").AskAsync()).Text);

    [Fact]
    public async Task RefusedAnswer_IsTold()
    {
        var chat = OfflineChat.Coordinator().User(One).User("red");
        await chat.AskAsync();
        var reply = await chat.Results("""{"error":{"code":"already_answered","message":"It has one."}}""").AskAsync();
        Assert.Equal("I could not pass that on: It has one.", reply.Text);
    }

    [Theory]
    [InlineData("ask me which colour you should use", "which colour you should use")]
    [InlineData("Please ask: what now?", "what now?")]
    [InlineData("ask: a | b", "a | b")]
    [InlineData("ask: Really? | yes", "Really? | yes")]
    public async Task Executor_AsksWhatItIsTold(string goal, string question)
    {
        var reply = await OfflineChat.Executor().User(goal).AskAsync();
        Assert.Equal([$$"""ask_user {"question":"{{question}}"}"""], OfflineChat.Calls(reply));
    }

    [Fact]
    public async Task Executor_AsksBehindACommand_BeforeItShows()
    {
        var chat = OfflineChat.Executor().User("run: date > d; ask: Keep it? yes | no; show d");
        Assert.Equal(["""shell_run {"command":"date > d"}"""], OfflineChat.Calls(await chat.AskAsync()));
        chat.Results("""{"exit_code":0,"end":"exited","stdout":"","stderr":""}""");
        Assert.Equal(
            ["""ask_user {"question":"Keep it?","options":["yes","no"]}"""], OfflineChat.Calls(await chat.AskAsync()));
        chat.Results("""{"answer":"yes","by":"a"}""");
        Assert.Equal(["""files_read {"path":"d"}"""], OfflineChat.Calls(await chat.AskAsync()));
        var report = await chat.Results("""{"content":"today"}""").AskAsync();
        Assert.Contains("I asked “Keep it?” and was told “yes”.", report.Text, StringComparison.Ordinal);
    }
}
