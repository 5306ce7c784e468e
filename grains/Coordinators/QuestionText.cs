using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// What a thread says of a task that waits for a person: to people, and to the coordinator's model. Pure.
/// </summary>
internal static class QuestionText
{
    /// <summary>Begins what the model is told of an open question.</summary>
    public const string Mark = "[question]";

    /// <summary>Characters of a question or answer where a line only reminds of it.</summary>
    public const int ShortCharsMax = 200;

    /// <summary>Characters of a call's arguments; of a longer text it is said that it is cut.</summary>
    public const int TargetCharsMax = 2_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Each line of the question has a mark, so that none of them passes for something of ours.</summary>
    public static string Of(int task, TaskQuestion question)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Task {task} asks:\n{VisibleText.Quote(question.Text)}\n");
        for (var at = 0; at < question.Options.Length; at++)
        {
            var option = VisibleText.Line(question.Options[at], TaskQuestion.OptionCharsMax * 8);
            text.Append(CultureInfo.InvariantCulture, $"{at + 1}. {option}\n");
        }

        if (question.Labels.Trust is Trust.Untrusted) text.Append("Text from outside had a part in this question.\n");
        var how = question.Options.IsEmpty ? "" : ", or the number of an option";
        return text.Append(CultureInfo.InvariantCulture, $"To answer: /answer {task} TEXT{how}.").ToString();
    }

    /// <summary>One line that reminds of an open question.</summary>
    public static string Line(DelegatedTask task)
    {
        var text = VisibleText.Line(task.Question!.Text, ShortCharsMax);
        return $"  task {task.Number} asks: {text} (/answer {task.Number} TEXT)";
    }

    /// <summary>What the model is told, as data.</summary>
    public static string NoteOf(DelegatedTask task) => Mark + "\n" + JsonSerializer.Serialize(
        new { Task = $"{task.Number}", Question = task.Question!.Text, task.Question.Options }, Json);

    /// <summary>What an option's number or text stands for; any other text stands for itself.</summary>
    public static string Choose(TaskQuestion question, string text)
    {
        var said = text.Trim();
        if (question.Options.FirstOrDefault(option => option.Trim() == said) is { } same) return same;
        var isNumber = int.TryParse(
            said.TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= 1 && number <= question.Options.Length ? question.Options[number - 1] : said;
    }

    /// <summary>One line that has people decide; the end of an id tells ids apart that were made together.</summary>
    public static string Of(int task, ApprovalRequest request)
    {
        var id = ShortId(request.Approval);
        var whole = VisibleText.Line(request.Act.Arguments, int.MaxValue);
        var target = VisibleText.Line(request.Act.Arguments, TargetCharsMax);
        var cut = target == whole ? "" : $"This is not all of it: ./omnisage approvals {id} shows it in full. ";
        var outside = request.Labels.Trust is Trust.Untrusted ? "Text from outside had a part in this wish. " : "";
        return $"Task {task} waits for an approval ({id}): {request.Act.Tool} {target}. {cut}{outside}"
            + $"Say /approve {id}, or /deny {id} why.";
    }

    public static string ShortId(Guid approval) => approval.ToString("N")[^8..];
}
