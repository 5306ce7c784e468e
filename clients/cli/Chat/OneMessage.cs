using System.Runtime.InteropServices;
using OmniSage.Cli.Display;

namespace OmniSage.Cli.Chat;

/// <summary>Sends one message and tells all that comes of it, to the end of all of it.</summary>
internal static class OneMessage
{
    public static async Task<int> RunAsync(
        Conversation chat, string text, string? cursor, CancellationToken cancellation)
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
            run = await chat.SendAsync(text, stop.Token);
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
            }));
        }
        else if (!work.IsDone)
        {
            chat.Terminal.Line(
                "This waits for an approval: see omnisage approvals, then omnisage approve ID or omnisage deny ID.");
        }

        return work.ExitCode;
    }
}
