using OmniSage.Api.Access;
using OmniSage.Api.Events;
using OmniSage.Api.Threads;

namespace OmniSage.Api.OpenAi;

/// <summary>Reads a response again from the log of its thread, where it is kept like all that is said.</summary>
internal sealed class ResponseLog(IHistory history, ThreadFinder threads)
{
    /// <summary>The answer as far as it has come; null where there is none for this caller.</summary>
    public async Task<AnswerSink?> FindAsync(
        Scope scope, string id, AgentAsk ask, CancellationToken cancellation)
    {
        if (!ResponseId.TryParse(id, out var thread, out var run)) return null;
        var place = new ThreadId(scope.Tenant, thread);
        if (!await threads.IsInAsync(place, scope.Workspace.Id, cancellation)) return null;
        var sink = new AnswerSink(
            new(ask, place, run, 0),
            Progress.Start with { Root = run },
            FeedCursor.Start.ToText(thread),
            writer: null);
        var feed = new ThreadFeed(place, FeedCursor.Start);
        await foreach (var recorded in feed.ReadAsync(history, cancellation)) sink.Write(recorded, feed.Cursor);
        return sink.Progress.HasBegun ? sink : null;
    }

    /// <exception cref="RefusedException">There is no such response, or it is not the newest of its thread.</exception>
    public async Task<Conversation> ContinueAsync(Scope scope, string id, CancellationToken cancellation)
    {
        var ask = new AgentAsk { Model = AgentNames.BuiltIn, Earlier = [], Text = "" };
        if (await FindAsync(scope, id, ask, cancellation) is not { } found)
            throw new RefusedException(OpenAiProblems.NoPrevious);
        if (found.Newest != found.Progress.Root) throw new RefusedException(OpenAiProblems.NotNewest);
        return new(found.ToAnswer().Head.Thread, found.Cursor, found.Progress);
    }
}
