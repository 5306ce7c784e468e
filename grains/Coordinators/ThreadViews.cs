using OmniSage.Grains.Journals;
using OmniSage.Storage.Coordinators;

namespace OmniSage.Grains.Coordinators;

/// <summary>A thread as others see it: its row, and what is under way in it. Pure.</summary>
internal static class ThreadViews
{
    public static ThreadStatus StatusOf(Conversation now) => new()
    {
        Mode = now.Mode,
        Turn = now.Turn?.Run,
        Queued = [.. now.Queue.Select(queued => queued.Run)],
        Tasks = [.. now.Tasks.Select(task => task.ToEntry())],
        KeepsFacts = now.KeepsFacts,
        Questions = [.. now.OpenQuestions.Select(task => task.ToOpenQuestion())],
    };

    public static ThreadSummary SummaryOf(ThreadId id, Conversation now, DateTimeOffset updated) => new()
    {
        Id = id,
        Workspace = now.Opened!.Workspace,
        Title = now.Title,
        Mode = now.Mode,
        CreatedBy = now.Opened.By,
        CreatedUs = now.OpenedUs,
        UpdatedUs = Microseconds.Of(updated),
        Agent = now.Opened.Agent,
    };

    /// <summary>Shows the thread in lists as it is now.</summary>
    public static void ProjectThread(this Draft draft, ThreadId id, Conversation now) =>
        draft.Change(ThreadRows.Upsert(SummaryOf(id, now, draft.Now)));

    /// <summary>How the journal notes a message that is taken.</summary>
    public static MessageReceived ReceivedOf(
        Conversation now,
        IncomingMessage message,
        ImmutableArray<ImageRef>? images,
        Receipt receipt,
        RunKind kind) => new()
    {
        Message = receipt.Message,
        Run = receipt.Run,
        Text = message.Text,
        By = message.By,
        ClientId = message.ClientId,
        Kind = kind,
        Mode = message.Mode ?? now.Mode,
        Priority = message.Priority,
        Images = images,
    };
}
