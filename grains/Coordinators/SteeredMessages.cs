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
    public static void Read(
        Draft draft, Journal<Conversation> thread, Journal<RunState> run, RunLimits limits, TaskQuestions questions)
    {
        foreach (var message in thread.Next.Turn?.Steered ?? [])
        {
            if (run.Next.Items.Any(item => item is Heard heard && heard.Message == message.Message)) continue;
            if (AgentLoop.IsSuperseded(run.Next, limits))
            {
                var (step, attempt, _) = run.Next.Active!;
                draft.Append(run, Labels.System, new StepSuperseded(step, attempt, message.Message));
            }

            if (run.Next is { Active: not null } or { Failure: not null } or { Pending: [_, ..] }) return;
            questions.Remind(draft, run);
            var steered = new MessageSteered(message.Message, message.Text) { Images = message.Images };
            draft.Append(run, Labels.Member, steered);
        }
    }
}
