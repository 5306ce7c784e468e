using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Asking;
using OmniSage.Models.Offline.Conversations;
using OmniSage.Models.Offline.Memory;
using OmniSage.Models.Offline.Requests;
using OmniSage.Models.Offline.Talk;

namespace OmniSage.Models.Offline.Executors;

/// <summary>
/// The executor's part: reads the goal, makes its calls step by step, and reports what came back. Where the work
/// stands is read from the recorded calls and results alone, so it goes on after a crash as if nothing had happened.
/// </summary>
internal static class OfflineExecutor
{
    public static Answer Respond(IReadOnlyList<ChatMessage> conversation, IReadOnlySet<string> tools)
    {
        var open = Turn.SinceLastFinished(conversation);
        var record = new CallRecord(open);
        var sections = new List<string>();
        foreach (var goal in open.Where(message => message.Role == ChatRole.User && !Turn.IsNote(message.Text)))
        {
            var read = MessageReader.Read(goal.Text);
            foreach (var request in read.Requests)
            {
                var answer = request switch
                {
                    WorkRequest work => Work(work, record, tools),
                    MemoryRequest => Answer.Say("A task has no memory of its own; ask for this in the conversation."),
                    AnswerRequest => Answer.Say("A task answers no questions; say this in the conversation."),
                    _ => Answer.Say(((TalkRequest)request).Text),
                };
                // Calls end the answer: what was found so far is told at the end, with everything else.
                if (!answer.Calls.IsEmpty)
                    return answer;
                sections.Add(answer.Text);
            }

            sections.AddRange(Leftovers(read));
        }

        return Answer.Say(
            sections.Count > 0 ? string.Join("\n\n", sections)
            : open.Any(message => message.Role == ChatRole.User)
                ? "A check did not pass, and I cannot mend that by myself."
            : "There is no goal for me to work on.");
    }

    private static Answer Work(WorkRequest work, CallRecord record, IReadOnlySet<string> tools)
    {
        var reports = new List<string>();
        foreach (var step in work.Steps)
        {
            if (step.FirstOrDefault(call => !tools.Contains(call.Tool)) is { } missing)
            {
                reports.Add($"I was not given the tool {Quote.Code(missing.Tool)}, which this needs.");
                break;
            }

            var taken = step.Zip(record.Take(step), (call, result) => (Call: call, Result: result)).ToImmutableArray();
            var open = taken.Where(pair => pair.Result is null).Select(pair => pair.Call).ToImmutableArray();
            if (!open.IsEmpty)
                return Answer.Call(open);
            reports.AddRange(taken.Select(pair => CallReport.Tell(pair.Call, pair.Result!)));
            // What could not even be run has made no files, and what is not there cannot be worked on.
            if (taken.Any(pair => pair.Call.Tool is ToolNames.Shell or ToolNames.Python or ToolNames.Ingest
                && pair.Result!.Error is not null))
            {
                break;
            }
        }

        return Answer.Say(string.Join("\n\n", reports));
    }

    private static IEnumerable<string> Leftovers(ReadMessage read)
    {
        if (read.HasMore)
            yield return $"I deal with at most {OfflineLimits.RequestsMax} requests; I left out what comes after them.";
        var rest = string.Join('\n', read.NotUnderstood);
        if (!read.NotUnderstood.IsEmpty)
            yield return $"{Introduction.NotUnderstood(rest)} {Introduction.Self} {Introduction.Suggest(rest)}";
    }
}
