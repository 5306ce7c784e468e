using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>Messages that joined a turn while it ran.</summary>
internal static class SteeredMessages
{
    /// <summary>
    /// Has the run read what joined it, when its next request can hold it: not between calls and their results, and
    /// not while a request is made again that was written before.
    /// </summary>
    public static void Read(Draft draft, Journal<Conversation> thread, Journal<RunState> run, TaskQuestions questions)
    {
        if (run.Next is { Active: not null } or { Failure: not null } or { Pending: [_, ..] }) return;
        foreach (var message in thread.Next.Turn?.Steered ?? [])
        {
            if (run.Next.Items.Any(item => item is Heard heard && heard.Message == message.Message)) continue;
            questions.Remind(draft, run);
            draft.Append(run, Labels.Member, new MessageSteered(message.Message, message.Text));
        }
    }
}
