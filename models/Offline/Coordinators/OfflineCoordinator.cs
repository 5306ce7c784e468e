using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Asking;
using OmniSage.Models.Offline.Conversations;
using OmniSage.Models.Offline.Memory;
using OmniSage.Models.Offline.Requests;
using OmniSage.Models.Offline.Talk;

namespace OmniSage.Models.Offline.Coordinators;

/// <summary>
/// The coordinator's part: answers everything that came since it last spoke, in order and in one answer. Talk is
/// answered at once, work is delegated, results of tasks are reported.
/// </summary>
internal static class OfflineCoordinator
{
    private const string SteeredMark = "[steered]";

    public static Answer Respond(IReadOnlyList<ChatMessage> conversation, IReadOnlySet<string> tools)
    {
        var open = Turn.SinceLastSpoken(conversation);
        var answers = new List<Answer>();
        var desk = new DelegationDesk(tools.Contains(ToolNames.Delegate));
        var questions = OpenQuestions.Read(conversation);
        var notUnderstood = new List<string>();
        foreach (var message in open.Where(message => message.Role == ChatRole.User || message.Role == ChatRole.System))
        {
            if (TaskReport.TryRead(message.Text) is { } report)
                answers.Add(Answer.Say(report));
            else if (message.Role == ChatRole.User && !Turn.IsNote(message.Text))
                answers.AddRange(AnswerMessage(WithoutMark(message), desk, questions, tools, notUnderstood));
        }

        answers.AddRange(CallOutcome.Read(conversation, open, isOnlyNews: answers.Count == 0));
        if (notUnderstood.Count > 0)
            answers.Add(Answer.Say($"{Introduction.Self} {Introduction.Suggest(string.Join(' ', notUnderstood))}"));
        return answers.Count == 0 ? Answer.Say("There is nothing new for me to answer.") : Answer.Join(answers);
    }

    private static IEnumerable<Answer> AnswerMessage(
        string text,
        DelegationDesk desk,
        OpenQuestions questions,
        IReadOnlySet<string> tools,
        List<string> notUnderstood)
    {
        if (questions.ReadOption(text) is { } option)
        {
            yield return questions.Pass(option, tools);
            yield break;
        }

        var read = MessageReader.Read(text);
        foreach (var request in read.Requests)
        {
            yield return request switch
            {
                WorkRequest work => desk.Delegate(work),
                MemoryRequest memory when tools.Contains(memory.Call.Tool) => Answer.Call([memory.Call]),
                AnswerRequest answer => questions.Pass(answer, tools),
                MemoryRequest => Answer.Say("I have no memory here, because I was given no tool for it."),
                _ => Answer.Say(((TalkRequest)request).Text),
            };
        }

        if (read.HasMore)
            yield return Answer.Say(TooMuch);
        if (read.NotUnderstood.IsEmpty && !read.Requests.IsEmpty)
            yield break;

        var rest = string.Join('\n', read.NotUnderstood);
        // What came with something understood is named, and needs no lesson.
        if (read.Requests.IsEmpty)
            notUnderstood.Add(rest);
        yield return Answer.Say(rest.Length == 0
            ? "I can read text only, and there is none in that message."
            : Introduction.NotUnderstood(rest));
    }

    private static string TooMuch =>
        $"I deal with at most {OfflineLimits.RequestsMax} requests in one message; I left out what comes after them.";

    private static string WithoutMark(ChatMessage message)
    {
        var text = message.Text;
        return Turn.WithoutEarlier(
            text.StartsWith(SteeredMark, StringComparison.Ordinal) ? text[SteeredMark.Length..].TrimStart() : text);
    }
}
