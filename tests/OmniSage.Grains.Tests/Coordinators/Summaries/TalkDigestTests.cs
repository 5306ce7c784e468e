using System.Text;
using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Coordinators.Summaries;
using OmniSage.Grains.Journals;
using static OmniSage.Grains.Tests.Coordinators.Threads;

namespace OmniSage.Grains.Tests.Coordinators.Summaries;

/// <summary>What waits for a summary, and what takes its place, as the thread's fold has it.</summary>
public sealed class TalkDigestTests
{
    [Fact]
    public void WhatLeavesTheRecentTalk_Waits_AndIsDueInTime()
    {
        var thread = Exchanges(Opened, 1, Talking.ExchangesUntilDue - 1);
        Assert.Equal(SummaryPlan.DueUtterances - 2, thread.Digest.Waiting.Length);
        Assert.Empty(SummaryPlan.Next(thread, out _));

        thread = Exchanges(thread, Talking.ExchangesUntilDue, 1);
        var due = SummaryPlan.Next(thread, out var isUrgent);
        Assert.Equal(Enumerable.Range(1, SummaryPlan.DueUtterances), due.Select(said => (int)said.Number));
        Assert.False(isUrgent);
        Assert.Equal("question 1", due[0].Text);
    }

    [Fact]
    public void Summary_TakesThePlaceOfWhatItCovers()
    {
        var thread = Exchanges(Opened, 1, Talking.ExchangesUntilDue).After(Summarised(seq: 9, messages: 12));
        Assert.Equal(13, thread.Digest.Waiting[0].Number);
        Assert.Equal(thread.Digest.Waiting.Sum(said => said.Text.Length), thread.Digest.WaitingChars);
        Assert.Equal((9, 12, "sum"), (
            thread.Digest.Summary!.Seq, thread.Digest.Summary.Messages, thread.Digest.Summary.Text));
    }

    [Fact]
    public void WhatIsNotAnswered_WaitsWithoutBeingDue_UntilThereIsTooMuch()
    {
        var thread = Opened.After(Received(1, run: 1), Started(1));
        for (var number = 2; number <= 70; number++)
        {
            thread = thread.After(Received(number, run: number, mode: QueueMode.Queue));
        }

        Assert.Equal(30, thread.Digest.Waiting.Length);
        Assert.Empty(SummaryPlan.Next(thread, out _));
        for (var number = 71; number <= 100; number++)
        {
            thread = thread.After(Received(number, run: number, mode: QueueMode.Queue));
        }

        Assert.Equal(SummaryPlan.HeldUtterances, SummaryPlan.Next(thread, out var isUrgent).Length);
        Assert.True(isUrgent);
    }

    [Fact]
    public void WhileARunMakesOne_NoOtherIsDue_UntilThereIsTooMuch()
    {
        var thread = Exchanges(Opened, 1, Talking.ExchangesUntilDue).After(new TalkSummarising(Ids.Of(5), 20));
        Assert.Empty(SummaryPlan.Next(thread, out _));
        Assert.Equal(new PendingSummary(Ids.Of(5), 20), thread.Digest.Pending);

        thread = Exchanges(thread, Talking.ExchangesUntilDue + 1, 20);
        Assert.Equal(SummaryPlan.HeldUtterances, SummaryPlan.Next(thread, out var isUrgent).Length);
        Assert.True(isUrgent);
    }

    [Fact]
    public void LongTalk_IsDueByItsCharacters_AndWhatWaitsIsBounded()
    {
        var thread = Opened;
        for (var number = 1; number <= 100; number++)
        {
            thread = thread.After(
                Received(number, run: number, new('x', 4_000)), Started(number), Ended(number));
            Assert.InRange(thread.Digest.WaitingChars, 0, TalkDigest.WaitingCharsMax);
            if (number == 8) Assert.Equal(2, SummaryPlan.Next(thread, out _).Length);
        }

        Assert.InRange(thread.Digest.WaitingChars, TalkDigest.WaitingCharsMax - 4_000, TalkDigest.WaitingCharsMax);
        thread = Exchanges(Opened, 1, 200);
        Assert.Equal(TalkDigest.WaitingMax, thread.Digest.Waiting.Length);
    }

    [Fact]
    public void ForgottenRuns_LeaveWhatWaits_AndNeverCome_NorDoTheTurnsThatFollow()
    {
        var thread = Exchanges(Opened, 1, 25)
            .After(Received(9_000, run: 9_001, "secret"), Started(9_001), Delegated(30, 9_001))
            .After(new TalkForgotten([Ids.Of(Run(1)), Ids.Of(9_001), Ids.Of(777)], null));
        Assert.DoesNotContain(thread.Digest.Waiting, said => said.Run == Ids.Of(Run(1)));
        // The first one has nothing more to say, the last was never there.
        Assert.Equal([Ids.Of(9_001)], thread.Digest.Withheld);

        thread = thread.After(
            new MessageSent(Ids.Of(9_002), Ids.Of(9_001), "secret answer"),
            Ended(9_001),
            Finished(30, followUp: 9_003),
            Started(9_003),
            new MessageSent(Ids.Of(9_004), Ids.Of(9_003), "secret result"),
            Ended(9_003));
        thread = Exchanges(thread, 100, 50);
        Assert.Empty(thread.Digest.Withheld);
        Assert.DoesNotContain(
            thread.Digest.Waiting, said => said.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void ErasedSummaries_LeaveTheSameState_WhoeverFoldsTheJournal()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var events = new List<EventPayload>();
            var live = Opened;
            Add(Exchange(1, 30 + random.Next(40)));
            Add([Summarised(seq: 1, messages: 5 + random.Next(15))]);
            Add(Exchange(200, random.Next(40)));
            if (random.Next(2) == 0) Add([new TalkSummarising(Ids.Of(5), live.Digest.Said - 40)]);
            if (random.Next(2) == 0) Add([Summarised(seq: 2, messages: live.Digest.Said - 40)]);
            if (random.Next(2) == 0) Add([new TalkForgotten([Ids.Of(Run(1 + random.Next(60)))], null)]);
            var last = live.Digest.Summary!;
            events.RemoveAll(payload => payload is TalkSummarised);
            Add([new PayloadErased(1), new PayloadErased(2)]);
            Assert.Null(live.Digest.Summary);
            Add([Summarised(seq: 3, messages: last.Messages), .. Exchange(400, random.Next(20))]);

            var again = events.Aggregate(Opened, (known, payload) => known.After(payload));
            Assert.Equal(Written(live), Written(again));

            void Add(IEnumerable<EventPayload> more)
            {
                foreach (var payload in more)
                {
                    events.Add(payload);
                    live = live.After(payload);
                }
            }
        }
    }

    [Fact]
    public void OldJournal_FoldsAsItDid_AndSnapshotsHoldTheDigest()
    {
        var thread = Exchanges(Opened, 1, 31).After(
            Summarised(seq: 9, messages: 12), new TalkSummarising(Ids.Of(5), 20));
        Assert.Equal(Written(thread), Written(StateJson.Read<Conversation>(StateJson.Write(thread))));
        Assert.Equal(RecentTalk.UtterancesMax, thread.Talk.Utterances.Length);
        Assert.Equal("answer 31", thread.Talk.Utterances[^1].Text);
    }

    private static string Written(Conversation thread) => Encoding.UTF8.GetString(StateJson.Write(thread));

    private static int Run(int number) => 20_000 + number;

    private static Conversation Exchanges(Conversation thread, int from, int count) =>
        thread.After([.. Exchange(from, count)]);

    private static IEnumerable<EventPayload> Exchange(int from, int count) => Enumerable.Range(from, count)
        .SelectMany(IEnumerable<EventPayload> (number) =>
        [
            Received(10_000 + number, Run(number), $"question {number}"),
            Started(Run(number)),
            new MessageSent(Ids.Of(30_000 + number), Ids.Of(Run(number)), $"answer {number}"),
            Ended(Run(number)),
        ]);

    private static TalkSummarised Summarised(long seq, long messages) => new()
    {
        Seq = seq, Text = "sum", Messages = messages, Through = Ids.Of(1), By = SummaryMaker.Extract,
    };
}
