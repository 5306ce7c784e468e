using System.Globalization;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// Shows people what tasks wait for, and takes their answers. How a question ends is in the thread's journal first, and
/// only there it is decided, so that it ends once; the executor is told until it has taken it.
/// </summary>
internal sealed class TaskQuestions(
    ThreadId id, Journal<Conversation> thread, RunJournal runs, Courier courier, GuidSource ids)
{
    /// <summary>Open questions of which one turn is told.</summary>
    public const int ToldMax = 10;

    /// <summary>Shows a question that is new; how it ended, once it has.</summary>
    public QuestionAnswer? Ask(Draft draft, DelegatedTask task, TaskQuestion question)
    {
        if (task.Question?.Question == question.Question)
        {
            if (task.IsAsking && task.IsDue(draft.Now)) draft.Append(
                thread, Labels.System, new QuestionExpired(question.Question));
            return thread.Next.FindTask(question.Run)?.Answer;
        }

        if (task.CancelledBy is not null || question.Number <= task.Question?.Number) return null;
        Say(draft, question.Labels, question.Run, QuestionText.Of(task.Number, question));
        draft.Append(thread, question.Labels, new QuestionAsked(question));
        return null;
    }

    /// <summary>Shows that a task waits for an approval, once.</summary>
    public void Show(Draft draft, ApprovalRequest request)
    {
        if (thread.Next.FindTask(request.Run) is not { Result: null } task) return;
        if (request.ExpiresUs <= task.Approval?.ExpiresUs || task.CancelledBy is not null) return;
        Say(draft, request.Labels, request.Run, QuestionText.Of(task.Number, request));
        draft.Append(thread, request.Labels, new ApprovalRequested(request));
    }

    /// <summary>Shows that a task waits for its budget, or that it goes on.</summary>
    public void Show(Draft draft, Guid run, BudgetShortage? shortage)
    {
        if (thread.Next.FindTask(run) is not { Result: null } task || task.Shortage == shortage) return;
        if (shortage is not null)
            Say(draft, Labels.System, run, $"Task {task.Number} waits. {BudgetText.Of(shortage, run)}");
        draft.Append(thread, Labels.System, new BudgetShort(run, shortage));
    }

    /// <summary>Tells that a limit comes near.</summary>
    public void Show(Draft draft, BudgetNotice notice)
    {
        if (thread.Next.Notices.Contains(notice.Id)) return;
        draft.Append(thread, Labels.System, new BudgetNoticed(notice));
        // It is no run's answer: whoever waits for one must not take it for that.
        draft.Append(thread, Labels.System, new MessageSent(notice.Id, notice.Id, BudgetText.Of(notice)));
    }

    /// <summary>Takes an answer, or says why not.</summary>
    public AnswerReceipt Answer(Draft draft, DelegatedTask task, string text, Guid by, Labels labels)
    {
        var question = task.Question!;
        var chosen = QuestionText.Choose(question, text);
        var (outcome, isNew) = task.Judge(chosen, by, draft.Now);
        if (!isNew) return new(outcome, task.Answer);
        var answer = new QuestionAnswer { Question = question.Question, Labels = Labels.System };
        if (outcome is AnswerOutcome.Taken)
        {
            answer = answer with { Text = chosen, By = by, Labels = Labels.Member.Join(labels) };
            draft.Append(thread, answer.Labels, new QuestionAnswered(answer));
        }
        else
        {
            draft.Append(thread, Labels.System, new QuestionExpired(question.Question));
        }

        // Whatever dies now, recovery soon has the executor ask again, and so hear of it.
        draft.Change(runs.LeaseOf(
            new(id.Tenant, question.Run), RunOwner.Of(new TaskId(id.Tenant, question.Run)), draft.Now));
        draft.WhenDurable(() => Tell(question.Run, answer));
        return new(outcome, answer);
    }

    /// <summary>
    /// Carries out <c>task.answer</c>. Only where a person speaks in the turn: results of tasks, or what they quote,
    /// answer nothing.
    /// </summary>
    public void Carry(Draft draft, Journal<RunState> turn, ToolCall call)
    {
        var step = turn.Next.Step;
        draft.Append(turn, Labels.System, new ToolRequested(step, call, TaskAnswerTool.Manifest.Version));
        try
        {
            var arguments = TaskAnswerTool.Read(call.Arguments);
            if (!turn.Next.Items.Any(item => item is Heard))
                throw new ToolFaultException("No person has said anything in this turn.", code: "nobody_spoke");
            var task = Find(arguments.Task) is { Question: not null } found
                ? found
                : throw new ToolFaultException("No such task asks anything.", code: "no_such_question");
            var receipt = Answer(draft, task, arguments.Answer, thread.Next.Turn!.By, turn.Next.Labels);
            if (receipt.Outcome is not AnswerOutcome.Taken)
                throw new ToolFaultException(AnswerText.Of(task, receipt), code: AnswerText.CodeOf(receipt.Outcome));
            draft.Append(turn, Labels.System, new ToolCompleted(
                step,
                1,
                call.Id,
                ToolOutcome.Of(new { Task = $"{task.Number}", Status = "answered", receipt.Answer!.Text }).Result,
                null));
        }
        catch (ToolFaultException fault)
        {
            draft.Append(turn, Labels.System, new ToolFailed(
                step, 1, call.Id, fault.Code, fault.Message, Retryable: false));
        }
    }

    /// <summary>Carries out <c>/answer</c>, and answers what to say.</summary>
    public string Command(Draft draft, string words, Guid by)
    {
        var open = thread.Next.OpenQuestions.ToList();
        var (number, text) = AnswerText.Read(words);
        if (text.Length == 0) return AnswerText.Usage(open);
        if (text.Length > QuestionAnswer.TextCharsMax)
            return $"An answer has at most {QuestionAnswer.TextCharsMax} characters.";
        var task = number is null ? open is [var only] ? only : null : Find(number);
        if (task is null) return number is null ? AnswerText.Usage(open) : $"There is no task {Titles.Of(number)}.";
        return task.Question is null
            ? $"Task {task.Number} asks nothing."
            : AnswerText.Of(task, Answer(draft, task, text, by, Labels.Member));
    }

    /// <summary>Tells a turn in which a person speaks what tasks ask, so that it knows an answer when it hears
    /// one.</summary>
    public void Remind(Draft draft, Journal<RunState> turn)
    {
        foreach (var task in thread.Next.OpenQuestions.Take(ToldMax))
        {
            var text = QuestionText.NoteOf(task);
            if (turn.Next.Items.Any(item => item is Told told && told.Text == text)) continue;
            draft.Append(turn, task.Question!.Labels, new Note(text));
        }
    }

    /// <summary>Tells again what executors may not have heard before a process died.</summary>
    public void TellAgain()
    {
        foreach (var task in thread.State.OpenTasks)
        {
            if (task.Answer is { } answer) Tell(task.Contract.Run, answer);
        }
    }

    private void Say(Draft draft, Labels labels, Guid run, string text) =>
        draft.Append(thread, labels, new MessageSent(ids.Next(), run, text));

    private void Tell(Guid run, QuestionAnswer answer)
    {
        var task = new TaskId(id.Tenant, run);
        courier.Send(
            id.Tenant,
            $"answer {answer.Question:N}",
            grains => grains.GetGrain<IExecutorGrain>(task.ToGrainKey()).QuestionAnsweredAsync(answer));
    }

    private DelegatedTask? Find(string number) =>
        int.TryParse(number.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
            ? thread.Next.Tasks.FirstOrDefault(task => task.Number == wanted)
            : null;
}
