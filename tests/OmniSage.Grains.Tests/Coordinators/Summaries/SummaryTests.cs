using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Coordinators.Summaries;
using OmniSage.Grains.Tests.Memory;

namespace OmniSage.Grains.Tests.Coordinators.Summaries;

/// <summary>Summaries that a model makes, or does not, beside the turns of a thread.</summary>
public sealed class SummaryTests
{
    private const string First = "My cat is called Minka and she is 7.";

    [Fact]
    public async Task Model_SumsUpWhatFellOut_InARunOfItsOwn_AndLaterTurnsAreToldIt()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat(_ => Reply.Say("The person has a cat, Minka."));
        await agent.ExchangeAsync(First, Talking.ExchangesUntilDue);
        await agent.UntilSummarisedAsync(1);
        var made = Assert.Single(await agent.EventsAsync<TalkSummarised>());
        Assert.Equal(
            ("The person has a cat, Minka.", SummaryMaker.Model, SummaryPlan.DueUtterances),
            (made.Text, made.By, made.Messages));
        Assert.Equal((await agent.EventsAsync<MessageSent>())[9].Message, made.Through);
        var run = (await agent.RunAsync(made.Run!.Value))!;
        Assert.Equal((RunKind.Summary, RunStatus.Completed), (run.Kind, run.Status));
        Assert.NotNull(run.ClosedSeq);
        var asked = agent.Coordinator.Asks.Single(Talking.IsOfSummary);
        Assert.Equal(SummaryRequest.OutputTokensMax, asked.OutputTokensMax);
        Assert.Contains(First, asked.Last, StringComparison.Ordinal);
        Assert.Contains("word 9", asked.Last, StringComparison.Ordinal);
        Assert.DoesNotContain("word 10", asked.Last, StringComparison.Ordinal);

        var turn = await agent.ExchangeAsync("what is my cat's name?");
        Assert.Contains("The person has a cat, Minka.", agent.LastTurn().Told(), StringComparison.Ordinal);
        // What was sent is to be seen in the run, part by part.
        var requested = Assert.Single(await agent.EventsAsync<ModelRequested>(turn.Run));
        var stored = await agent.Service<StoredParts>().ReadAsync(agent.Id.Tenant, requested);
        Assert.Equal(agent.LastTurn().Told(), Assert.Single(
            stored.Parts.Select(part => part.Part).OfType<SummaryPart>()).Text);
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("calls")]
    [InlineData("silent")]
    public async Task Model_ThatGivesNoSummary_IsDoneWithout(string how)
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat(_ => how switch
        {
            "fails" => Reply.Fail(new StepFaultException("no", "No.", retryable: false)),
            "calls" => new("", [Reply.Call("c1", "shell_run", ("command", "ls"))]),
            _ => Reply.Say(" \n"),
        });
        await agent.ExchangeAsync(First, Talking.ExchangesUntilDue);
        await agent.UntilSummarisedAsync(1);
        var made = Assert.Single(await agent.EventsAsync<TalkSummarised>());
        Assert.Equal(SummaryMaker.Extract, made.By);
        Assert.StartsWith($"person: {First}", made.Text, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Failed, (await agent.RunAsync(made.Run!.Value))!.Status);
        await agent.ExchangeAsync("more");
        Assert.Contains("Minka", agent.LastTurn().Told(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_AreLimited_AndThenItIsExtracted()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat(_ => Reply.Fail(new InvalidOperationException("The provider hangs up.")));
        await agent.ExchangeAsync(First, Talking.ExchangesUntilDue);
        await agent.PassUntilAsync(
            async () => (await agent.EventsAsync<TalkSummarised>()).Count == 1, "the talk is summarised");
        Assert.Equal(RunLimits.SummaryAttemptsMax, agent.Coordinator.Asks.Count(Talking.IsOfSummary));
        Assert.Equal(SummaryMaker.Extract, Assert.Single(await agent.EventsAsync<TalkSummarised>()).By);
    }

    [Fact]
    public async Task Turn_WhileASummaryIsMade_DoesNotWait_AndIsToldWhatWaits()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat();
        await agent.ExchangeAsync(First, Talking.ExchangesUntilDue);
        await agent.UntilAsync(
            () => Task.FromResult(agent.Coordinator.Asks.Any(Talking.IsOfSummary)), "a summary is asked for");
        await agent.ExchangeAsync("meanwhile");
        Assert.Null(agent.LastTurn().Told());
        Assert.Contains(agent.LastTurn().Messages, message => message.Text == First);
        agent.Coordinator.Asks.Single(Talking.IsOfSummary).Answer(Reply.Say("A cat."));
        await agent.UntilSummarisedAsync(1);
        await agent.ExchangeAsync("after");
        Assert.DoesNotContain(agent.LastTurn().Messages, message => message.Text == First);
        Assert.Contains("A cat.", agent.LastTurn().Told(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_ThatTakesTooLong_IsGivenUp_WhenTooMuchWaits()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat();
        await agent.ExchangeAsync(First, Talking.ExchangesUntilDue + 19);
        Assert.Empty(await agent.EventsAsync<TalkSummarised>());
        await agent.ExchangeAsync("the last straw");
        await agent.UntilSummarisedAsync(1);
        var made = Assert.Single(await agent.EventsAsync<TalkSummarised>());
        Assert.Equal((SummaryMaker.Extract, SummaryPlan.HeldUtterances), (made.By, made.Messages));
        await agent.UntilAsync(made.Run!.Value, RunStatus.Cancelled);
        Assert.True(agent.Coordinator.Asks.Single(Talking.IsOfSummary).WasCancelled);
    }

    [Fact]
    public async Task Summary_CutOffByARestart_IsMadeAfterIt()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        agent.Chat();
        await agent.ExchangeAsync(First, Talking.ExchangesUntilDue);
        await agent.UntilAsync(
            () => Task.FromResult(agent.Coordinator.Asks.Any(Talking.IsOfSummary)), "a summary is asked for");
        agent.Chat(_ => Reply.Say("A cat."));
        await agent.Cluster.StopAndRestartAsync();
        await agent.PassUntilAsync(
            async () => (await agent.EventsAsync<TalkSummarised>()).Count == 1, "the talk is summarised");
        var made = Assert.Single(await agent.EventsAsync<TalkSummarised>());
        Assert.Equal(("A cat.", SummaryMaker.Model), (made.Text, made.By));
        Assert.Equal([1, 2], (await agent.EventsAsync<StepStarted>(made.Run)).Select(step => step.Attempt));
        // The very same request.
        var asked = agent.Coordinator.Asks.Where(Talking.IsOfSummary).Select(ask => ask.Last).ToList();
        Assert.Equal(2, asked.Count);
        Assert.Single(asked.Distinct());
    }

    [Fact]
    public async Task Summary_CanBeCancelled_AndIsThenExtracted()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat();
        await agent.ExchangeAsync(First, Talking.ExchangesUntilDue);
        var run = Assert.Single(await agent.EventsAsync<TalkSummarising>()).Run;
        for (var time = 0; time < 2; time++)
        {
            var outcome = await agent.Thread.CancelAsync(new(agent.Id.Tenant, run), Agent.By);
            Assert.Equal(time == 0 ? CancelOutcome.Cancelled : CancelOutcome.AlreadyEnded, outcome);
        }

        Assert.Equal(SummaryMaker.Extract, Assert.Single(await agent.EventsAsync<TalkSummarised>()).By);
        Assert.Equal(RunStatus.Cancelled, (await agent.RunAsync(run))!.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LowTrust_OfOneOldMessage_IsInheritedByTheSummary_AndByEveryTurnAfterIt(bool byModel)
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat(_ => byModel
            ? Reply.Say("Sum.") : Reply.Fail(new StepFaultException("no", "No.", retryable: false)));
        await agent.RememberAsync(agent.Fact(1, "The page says hello") with
        {
            Labels = new() { Trust = Trust.Untrusted, Sensitivity = Sensitivity.Internal },
        });
        var old = await agent.ExchangeAsync("what does the page say?");
        Assert.Equal(Trust.Untrusted, (await LabelsOfAsync(agent, "message.sent", old.Run)).Trust);
        await agent.ExchangeAsync("more", Talking.ExchangesUntilDue + 19);
        Assert.DoesNotContain(agent.LastTurn().Messages, message => message.Text == "what does the page say?");
        Assert.NotNull(agent.LastTurn().Told());
        var summaries = (await agent.JournalAsync()).Where(one => one.Type == "talk.summarised").ToList();
        Assert.All(summaries, one => Assert.Equal(Trust.Untrusted, one.Labels.Trust));
        var last = await agent.ExchangeAsync("and now?");
        Assert.Equal(Trust.Untrusted, (await agent.JournalAsync(last.Run))[0].Labels.Trust);
    }

    [Fact]
    public async Task LongConversation_KeepsTheRequestBounded_AndKnowsItsBeginning()
    {
        await using var agent = await Agent.StartAsync();
        // What the model sums up, it makes of what it is given: here every line with a name that it knows.
        agent.Chat(ask => Reply.Say(ask.Last.Contains("Minka", StringComparison.Ordinal) ? "The cat is Minka." : "-"));
        await agent.ExchangeAsync(First, 100);
        var request = agent.LastTurn();
        Assert.InRange(request.Messages.Count, 1, 2 + RecentTalk.UtterancesMax + SummaryPlan.DueUtterances + 1);
        Assert.InRange(
            request.Messages.Sum(message => message.Text.Length),
            1,
            RecentTalk.CharsMax + SummaryText.CharsMax + TurnContext.WaitingCharsMax + 4_000);
        Assert.Contains("Minka", request.Told(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thread_ThatKeepsNoFacts_IsSummarisedAllTheSame()
    {
        await using var agent = await Agent.StartAsync();
        agent.Chat(_ => Reply.Say("Sum."));
        await agent.Thread.SwitchMemoryAsync(false, Agent.By);
        await agent.ExchangeAsync(First, Talking.ExchangesUntilDue);
        await agent.UntilSummarisedAsync(1);
    }

    private static async Task<Labels> LabelsOfAsync(Agent agent, string type, Guid run) =>
        (await agent.JournalAsync()).Single(one => one.Type == type
            && EventTypes.Read(one.Type, one.Schema, one.Payload.Span) is MessageSent sent && sent.Run == run).Labels;
}
