using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OmniSage.Models;
using OmniSage.Testing;

namespace OmniSage.Grains.Tests.Runs;

/// <summary>What is made of an answer whose model changes on the way.</summary>
public sealed class ModelAnswerTests
{
    private static readonly RunId Run = new(new(Ids.Of(1)), Ids.Of(2));
    private static readonly ModelFaultException Cut = new(ModelErrors.BrokeOff, "first broke its answer off.");

    private static readonly ModelOrder Order = new()
    {
        Run = Run,
        Step = 1,
        Attempt = 1,
        Owner = new("coordinator", "k"),
        TimeMax = TimeSpan.FromMinutes(1),
        Request = new("coordinator", [], 100),
        Place = new(Ids.Of(3), Ids.Of(4), Ids.Of(5), Ids.Of(3)),
    };

    [Fact]
    public void Takeover_DropsWhatTheFirstSaidAndWanted_AndTellsOfIt()
    {
        var answer = Answer();
        Take(answer, new TryStarted("first", "a"), new TextContent("From the fir"), Call("c1"));
        Take(answer, new TryFailed("first", "a", Cut), new TryStarted("second", "b"));
        Take(answer, new TextContent("Second."), new UsageContent(new() { InputTokenCount = 3, OutputTokenCount = 4 }));
        var report = answer.ToReport(Order, inputTokensMost: 100);
        Assert.Equal(("Second.", "second", "b"), (report.Text, report.Provider, report.Model));
        Assert.Empty(report.Calls);
        Assert.Equal(new(3, 4), report.Usage);
        Assert.Equal(
            new ModelTry("first", "a", "model_broke_off", "first broke its answer off."),
            Assert.Single(report.Tries!.Value));
    }

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, long.MaxValue)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    public void Usage_ThatCannotBe_IsNone(long input, long output)
    {
        var answer = Answer();
        Take(answer, new UsageContent(new() { InputTokenCount = input, OutputTokenCount = output }));
        var usage = answer.ToReport(Order, 7).Usage;
        Assert.Equal((7L, 100L, true), (usage.InputTokens, usage.OutputTokens, usage.IsEstimate));
    }

    [Fact]
    public void Takeover_DoesNotCountWhatTheFirstSaid()
    {
        var answer = Answer(new() { AnswerCharsMax = 1_000, CallsMax = 1 });
        Take(answer, new TryStarted("first", "a"), new TextContent(new('x', 900)), Call("c1"));
        Take(answer, new TryFailed("first", "a", Cut), new TryStarted("second", "b"));
        Take(answer, new TextContent(new('y', 900)), Call("c1"));
        Assert.Equal("c1", Assert.Single(answer.ToReport(Order, inputTokensMost: 100).Calls).Id);
    }

    [Fact]
    public void Bound_ThatIsMetAfterATakeover_TellsOfItToo()
    {
        var answer = Answer(new() { AnswerCharsMax = 1_000 });
        Take(answer, new TryFailed("first", "a", Cut), new TryStarted("second", "b"));
        var fault = Assert.Throws<StepFaultException>(() => Take(answer, new TextContent(new('y', 1_001))));
        Assert.Equal(("answer_too_long", "first"), (fault.Code, Assert.Single(fault.Tries!.Value).Provider));
    }

    [Fact]
    public void Model_WithoutAChain_TellsOfNobody()
    {
        var answer = Answer();
        Take(answer, new TextContent("Hi."));
        var report = answer.ToReport(Order, inputTokensMost: 100);
        Assert.Equal((null, null), (report.Provider, report.Tries));
    }

    private static ModelAnswer Answer(AgentOptions? options = null)
    {
        var bounds = Options.Create(options ?? new());
        var live = new LiveRuns(new TestClock(), bounds, NullLogger<LiveRuns>.Instance);
        live.Begin(Run, 1, 1);
        return new(Order.Key, [], live, bounds.Value);
    }

    private static FunctionCallContent Call(string id) => new(id, "files_list", new Dictionary<string, object?>());

    private static void Take(ModelAnswer answer, params AIContent[] contents)
    {
        foreach (var content in contents) answer.Take(new(ChatRole.Assistant, [content]));
    }
}
