using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>Everything a silo logs: ids and names, never arguments.</summary>
internal sealed partial class SiloLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Warning, "Grain {Grain} could not be activated.")]
    private partial void LogActivationFailed(string grain, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Grain {Grain} failed while it was deactivated.")]
    private partial void LogDeactivationFailed(string grain, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "One-way call {Method} of {Grain} failed.")]
    private partial void LogOneWayFailed(string grain, string method, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "One-way call {Method} of {Grain} was dropped.")]
    private partial void LogCallDropped(string grain, string method, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "A timer tick of {Grain} failed.")]
    private partial void LogTimerFailed(string grain, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "A handler of stream {Stream} failed.")]
    private partial void LogStreamHandlerFailed(string stream, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "Stream {Stream} has dropped {Count} items so far: a subscriber is too slow.")]
    public partial void StreamItemsDropped(string stream, long count);

    [LoggerMessage(8, LogLevel.Warning, "Reminder {Reminder} of {Grain} failed.")]
    private partial void LogReminderFailed(string grain, string reminder, Exception exception);

    [LoggerMessage(9, LogLevel.Error, "Reminders could not be read; the next reading is due as usual.")]
    public partial void RemindersUnreadable(Exception exception);

    [LoggerMessage(10, LogLevel.Warning, "{Count} grains were still active when the silo had to stop.")]
    public partial void StoppedWithGrains(int count);

    [LoggerMessage(11, LogLevel.Error, "Work of the silo itself failed.")]
    public partial void BackgroundFailed(Exception exception);

    public void ActivationFailed(GrainId grain, Exception exception) => LogActivationFailed($"{grain}", exception);

    public void DeactivationFailed(GrainId grain, Exception exception) => LogDeactivationFailed($"{grain}", exception);

    public void OneWayFailed(GrainId grain, string method, Exception exception) =>
        LogOneWayFailed($"{grain}", method, exception);

    public void CallDropped(GrainId grain, string method, Exception exception) =>
        LogCallDropped($"{grain}", method, exception);

    public void TimerFailed(GrainId grain, Exception exception) => LogTimerFailed($"{grain}", exception);

    public void StreamHandlerFailed(StreamId stream, Exception exception) =>
        LogStreamHandlerFailed($"{stream}", exception);

    public void ReminderFailed(GrainId grain, string reminder, Exception exception) =>
        LogReminderFailed($"{grain}", reminder, exception);
}
