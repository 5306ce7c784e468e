using OmniSage.Storage.Coordinators;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Coordinators;

/// <summary>A thread as lists show it. Pure.</summary>
internal static class ThreadProjection
{
    public static void ProjectThread(this Draft draft, ThreadId id, Conversation conversation) =>
        draft.Change(ThreadRows.Upsert(Of(id, conversation, draft.Now)));

    public static ThreadSummary Of(ThreadId id, Conversation conversation, DateTimeOffset updated) => new()
    {
        Id = id,
        Workspace = conversation.Opened!.Workspace,
        Title = conversation.Title,
        Mode = conversation.Mode,
        CreatedBy = conversation.Opened.By,
        CreatedUs = conversation.OpenedUs,
        UpdatedUs = Microseconds.Of(updated),
    };
}
