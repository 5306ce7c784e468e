using System.Runtime.InteropServices;
using System.Text.Json;
using OmniSage.Cli.Display;

namespace OmniSage.Cli.Chat;

/// <summary>Sends one message and tells all that comes of it, to the end of all of it.</summary>
internal static class OneMessage
{
    public static async Task<int> RunAsync(
        Conversation chat,
        string text,
        IReadOnlyCollection<byte[]> images,
        string? cursor,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        string? run = null;
        try
        {
            run = await chat.SendAsync(text, stop.Token, images);
            var work = new Work(run);
            await foreach (var recorded in chat.ReadAsync(cursor, stop.Token))
            {
                if (!recorded.IsOutput) work.Take(recorded);
                if (work.Has(recorded)) chat.Transcript.Take(recorded);
                if (work.IsDone || work.IsWaiting) return End(chat, work, run);
            }

            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (run is not null && !chat.Terminal.IsJson)
            {
                chat.Terminal.Line($"Not watching any more; the work goes on: omnisage runs {run} --follow,"
                    + $" or omnisage cancel {run}");
            }

            return ExitCode.Failed;
        }
    }

    private static int End(Conversation chat, Work work, string run)
    {
        if (chat.Terminal.IsJson)
        {
            chat.Terminal.Line(JsonLine.Of(json =>
            {
                json.WriteString("type", "done");
                json.WriteString("run", run);
                json.WriteString("status", work.HasFailed ? "failed" : work.IsDone ? "completed" : "waiting");
                if (work.IsDone) return;
                WriteIds(json, "approvals", work.Waits.Where(wait => wait.IsApproval));
                WriteIds(json, "questions", work.Waits.Where(wait => !wait.IsApproval));
                json.WriteStartArray("budgets");
                foreach (var waiting in work.ShortOfBudget) json.WriteStringValue(waiting);
                json.WriteEndArray();
            }));
        }
        else if (!work.IsDone)
        {
            chat.Terminal.Lines(Hints(chat, work));
        }

        return work.ExitCode;
    }

    /// <summary>What to type, so that the work goes on.</summary>
    private static IEnumerable<string> Hints(Conversation chat, Work work)
    {
        var waits = work.Waits.ToList();
        foreach (var id in waits.Where(wait => wait.IsApproval).Select(wait => wait.ShortId))
            yield return $"This waits for an approval: omnisage approve {id}, or omnisage deny {id} \"why\".";
        var number = waits.Count(wait => !wait.IsApproval) switch { 0 => null, 1 => "", _ => "N " };
        if (number is not null)
            yield return $"This waits for an answer: omnisage chat --thread {chat.Id} \"/answer {number}TEXT\"";
        foreach (var run in work.ShortOfBudget)
        {
            yield return $"This waits for more budget: see omnisage budget; omnisage budget grant {run} AMOUNT, or"
                + " --tokens N, lets it go on.";
        }

        if (waits.Count == 0 && work.ShortOfBudget.Count == 0)
            yield return "This waits for an approval: see omnisage approvals, then omnisage approve ID.";
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<Work.Wait> waits)
    {
        json.WriteStartArray(name);
        foreach (var wait in waits) json.WriteStringValue(wait.Id);
        json.WriteEndArray();
    }
}
