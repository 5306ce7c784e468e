using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Coordinators;

/// <summary>Hands work to tasks and says so, for one answer: at most so many tasks, each remark once.</summary>
internal sealed class DelegationDesk(bool isOpen)
{
    private readonly HashSet<string> remarks = new(StringComparer.Ordinal);
    private int delegated;

    public Answer Delegate(WorkRequest work)
    {
        var goal = work.Goal;
        var what = Quote.Code(goal.Contains('\n') ? work.Title : goal);
        if (!isOpen)
            return Answer.Say($"I cannot start tasks here, because I was given no tool for it: {what}.");
        if (++delegated > OfflineLimits.RequestsMax)
            return Answer.Say($"I start at most {OfflineLimits.RequestsMax} tasks at once, so not this one: {what}.");

        var text = $"I have started a task for: {what}.";
        if (!work.Checks.IsEmpty)
            text += $" It counts as verified when {Checks(work.Checks)}.";
        if (work.Remark is { } remark && remarks.Add(remark))
            text += $" {remark}";
        var call = ToolCall.Of(
            ToolNames.Delegate,
            ("goal", goal),
            ("title", Quote.Short(work.Title, OfflineLimits.TitleCharsMax)),
            ("checks", work.Checks.ToArray()));
        return new(text, [call]);
    }

    private static string Checks(ImmutableArray<string> checks)
    {
        var first = Quote.Code(checks[0], OfflineLimits.TitleCharsMax);
        return checks.Length == 1
            ? $"{first} succeeds"
            : $"{first} and {checks.Length - 1} more {(checks.Length == 2 ? "check" : "checks")} succeed";
    }
}
