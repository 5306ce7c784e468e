using OmniSage.Api.Tests.Fakes;
using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Api.Tests.Questions;

public sealed class AnswerTests
{
    private static readonly Guid Asked = Guid.ParseExact("00000000000070008000000000000007", "N");

    [Theory]
    [InlineData("{}", 422, "invalid_field", "$.text")]
    [InlineData("""{"text":" "}""", 422, "invalid_field", "$.text")]
    [InlineData("""{"text":"a","by":"b"}""", 422, "invalid_field", "$.by")]
    [InlineData("nonsense", 400, "malformed_json", null)]
    public async Task Body_ThatIsWrong_IsRefusedWithThePlace(string body, int status, string code, string? field)
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.Client().TellAsync(Url(host.OpenThread(), $"{Asked:N}"), body, HttpMethod.Put);
        Assert.Equal((status, code, field), ((int)answer.Status, answer.Code, answer.Text("field")));
    }

    [Theory]
    [InlineData(10_000, 200)]
    [InlineData(10_001, 422)]
    public async Task Text_IsBounded(int length, int status)
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Answer = Take;
        var body = $$"""{"text":"{{new string('a', length)}}"}""";
        var answer = await host.Client().TellAsync(Url(host.OpenThread(), $"{Asked:N}"), body, HttpMethod.Put);
        Assert.Equal(status, (int)answer.Status);
    }

    [Fact]
    public async Task Answer_IsGivenInTheCallersName()
    {
        await using var host = await ApiHost.StartAsync();
        AnswerQuestion? given = null;
        host.World.Answer = answer => Take(given = answer);
        var answer = await host.Client().TellAsync(
            Url(host.OpenThread(), $"{Asked:N}"), """{"text":"blue"}""", HttpMethod.Put);
        Assert.Equal((Asked, "blue"), (given!.Question, given.Text));
        Assert.Equal(
            (200, $"{Asked:N}", "blue", $"{given.By:N}"),
            ((int)answer.Status, answer.Text("question"), answer.Text("text"), answer.Text("by")));
        Assert.Equal((await host.Client().AskAsync("/api/v1/me")).Text("account"), $"{given.By:N}");
    }

    [Theory]
    [InlineData(AnswerOutcome.NotFound, 404, "not_found")]
    [InlineData(AnswerOutcome.AlreadyAnswered, 409, "already_answered")]
    [InlineData(AnswerOutcome.Expired, 409, "question_expired")]
    [InlineData(AnswerOutcome.Withdrawn, 409, "question_withdrawn")]
    public async Task Answer_ThatIsNotTaken_SaysWhy(AnswerOutcome outcome, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Answer = _ => new(outcome);
        var answer = await host.Client().TellAsync(
            Url(host.OpenThread(), $"{Asked:N}"), """{"text":"blue"}""", HttpMethod.Put);
        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0000000000007000800000000000000A")]
    public async Task Question_ThatIsNoId_IsNotThere(string question)
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Answer = Take;
        var answer = await host.Client().TellAsync(
            Url(host.OpenThread(), question), """{"text":"blue"}""", HttpMethod.Put);
        Assert.Equal(404, (int)answer.Status);
    }

    [Fact]
    public async Task Thread_ListsWhatIsAsked()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var task = thread.Delegate(thread.Receive("hello"), "title", "goal");
        host.World.OpenQuestions = [new(3, Waits.Question(task), 1_000_000)];
        var answer = await host.Client().AskAsync($"/api/v1/workspaces/default/threads/{thread.Id.Value:N}");
        var question = Assert.Single(
            answer.Json.GetProperty("status").GetProperty("questions").EnumerateArray());
        Assert.Equal(3, question.GetProperty("task").GetInt32());
        Assert.Equal("Which\u202e?", question.GetProperty("text").GetString());
        Assert.Equal("untrusted", question.GetProperty("trust").GetString());
        Assert.Equal("1970-01-01T00:00:02.000000Z", question.GetProperty("expires").GetString());
        Assert.Equal(["red", "blue"], question.GetProperty("options").EnumerateArray().Select(one => one.GetString()));
    }

    private static AnswerReceipt Take(AnswerQuestion answer) => new(AnswerOutcome.Taken, new()
    {
        Question = answer.Question, Text = answer.Text, By = answer.By, Labels = Labels.Member,
    });

    private static string Url(FakeThread thread, string question) =>
        $"/api/v1/workspaces/default/threads/{thread.Id.Value:N}/questions/{question}/answer";
}
