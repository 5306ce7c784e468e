using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>Messages that joined a turn while it ran.</summary>
internal static class SteeredMessages
{
    /// <summary>
    /// Has the run read what joined it, when its next request can hold it: not between calls and their results, and
    /// not while a request is made again that was written before. A model that is being asked is not waited for.
    /// </summary>
    public static async Task ReadAsync(
        Draft draft,
        Journal<Conversation> thread,
        Journal<RunState> run,
        RunJournal runs,
        RunPlace place,
        TaskQuestions questions)
    {
        var unread = (thread.Next.Turn?.Steered ?? []).RemoveAll(message => HasHeard(run.Next, message));
        if (unread is not [var first, ..]) return;
        if (AgentLoop.IsSuperseded(run.Next, RunLimits.OfTurn(runs.Options)))
            await runs.SupersedeAsync(draft, run, place, first.Message);
        if (run.Next is { Active: not null } or { Failure: not null } or { Pending: [_, ..] }) return;
        foreach (var message in unread)
        {
            questions.Remind(draft, run);
            var steered = new MessageSteered(message.Message, message.Text) { Images = message.Images };
            draft.Append(run, Labels.Member, steered);
        }
    }

    private static bool HasHeard(RunState run, RunMessage message) =>
        run.Items.Any(item => item is Heard heard && heard.Message == message.Message);
}
