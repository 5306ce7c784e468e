using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Executors;

/// <summary>
/// Carries out <c>ask.user</c>. The question is in the run's journal before anyone hears of it, and is sent until the
/// coordinator has shown it; the coordinator alone decides how it ends.
/// </summary>
internal sealed class Questioning(TaskId id, Courier courier, GuidSource ids)
{
    /// <summary>Why a run is parked that waits for an answer.</summary>
    public const string WaitsForAnswer = "question";

    /// <summary>Of a question that nobody answered in time.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>Stages the question, and that the run waits; true where it cannot be asked, which the model is
    /// told.</summary>
    public bool IsRefused(Draft draft, Journal<RunState> journal, ToolCall call, TimeSpan timeMax)
    {
        AskUserTool.AskArguments arguments;
        try
        {
            arguments = AskUserTool.Read(call.Arguments);
        }
        catch (ToolFaultException fault)
        {
            RunJournal.Refuse(draft, journal, call, fault.Code, fault.Message);
            return true;
        }

        var run = journal.Next;
        var question = new TaskQuestion
        {
            Question = ids.Next(),
            Run = id.Value,
            Number = run.QuestionsEver + 1,
            Call = call.Id,
            Text = arguments.Question,
            Options = [.. arguments.Options ?? []],
            Labels = run.Labels,
            ExpiresUs = Microseconds.Of(draft.Now + timeMax),
        };
        draft.Append(journal, Labels.System, new ToolRequested(run.Step, call, AskUserTool.Manifest.Version));
        draft.Append(journal, run.Labels, new QuestionAsked(question));
        draft.Append(journal, Labels.System, new RunParked(WaitsForAnswer));
        draft.WhenDurable(() => Send(journal.State));
        return false;
    }

    /// <summary>Stages how the question ended, which the model gets to read.</summary>
    public static void Take(Draft draft, Journal<RunState> journal, QuestionAnswer answer)
    {
        var (step, call) = (journal.Next.Step, journal.Next.Question!.Question.Call);
        if (answer.Text is { } text)
        {
            draft.Append(journal, answer.Labels, new QuestionAnswered(answer));
            draft.Append(journal, answer.Labels, new ToolCompleted(
                step, 1, call, ToolOutcome.Of(new { Answer = text, By = answer.By?.ToString("N") }).Result, null));
        }
        else
        {
            draft.Append(journal, Labels.System, new QuestionExpired(answer.Question));
            draft.Append(journal, Labels.System, new ToolFailed(
                step, 1, call, NoAnswer, "Nobody answered in time. Go on without.", Retryable: false));
        }
    }

    /// <summary>Sends the open question, if there is one; sending it again has its end told again.</summary>
    public void Send(RunState run)
    {
        if (run is not { AwaitsAnswer: true, Question.Question: var question, Contract: { } contract }) return;
        var thread = new ThreadId(id.Tenant, contract.Thread);
        courier.Send(id.Tenant, $"question {question.Question:N}", async grains =>
        {
            var answer = await grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey()).AskAsync(question);
            if (answer is not null)
                await grains.GetGrain<IExecutorGrain>(id.ToGrainKey()).QuestionAnsweredAsync(answer);
        });
    }
}
