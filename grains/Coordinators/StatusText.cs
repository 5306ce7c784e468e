using System.Globalization;
using System.Text;
using OmniSage.Grains.Budgets;

namespace OmniSage.Grains.Coordinators;

/// <summary>What <c>/status</c> says. Pure.</summary>
internal static class StatusText
{
    public static string Of(Conversation conversation)
    {
        var text = new StringBuilder();
        text.Append(conversation.Turn is null ? "No turn is running" : "A turn is running");
        text.Append(conversation.Queue.Length switch
        {
            0 => ".",
            1 => ", one waits.",
            var waiting => $", {waiting} wait.",
        });
        var open = conversation.OpenTasks.ToList();
        text.Append(open.Count == 0 ? " No task is running." : "");
        foreach (var task in open) text.Append('\n').Append(Line(task));
        foreach (var task in conversation.OpenQuestions) text.Append('\n').Append(QuestionText.Line(task));
        foreach (var task in open.Where(task => task.Shortage is not null))
            text.Append(CultureInfo.InvariantCulture, $"\nTask {task.Number} waits. ")
                .Append(BudgetText.Of(task.Shortage!, task.Contract.Run));
        var ended = conversation.Tasks.Where(task => task.Result is not null).TakeLast(5).ToList();
        if (ended.Count > 0) text.Append("\nEnded last:");
        foreach (var task in ended) text.Append('\n').Append(Line(task));
        return text.ToString();
    }

    public static string Line(DelegatedTask task) => $"  task {task.Number}  {State(task),-10}  {task.Contract.Title}";

    private static string State(DelegatedTask task) => task switch
    {
        { Result: { } result } => result.End.ToString().ToLowerInvariant(),
        { CancelledBy: not null } => "cancelling",
        { IsAsking: true } => "asks",
        { Shortage: not null } => "budget",
        _ => "running",
    };
}
