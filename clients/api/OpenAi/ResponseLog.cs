using OmniSage.Api.Access;
using OmniSage.Api.Agents;
using OmniSage.Api.Events;

namespace OmniSage.Api.OpenAi;

/// <summary>Reads a response again from the log of its thread, where it is kept like all that is said.</summary>
internal sealed class ResponseLog(IHistory history, AgentFinder agents)
{
    /// <summary>The answer as far as it has come, and whose it is; null where there is none for this caller.</summary>
    public async Task<(AnswerSink Answer, Guid? Agent)?> FindAsync(
        Scope scope, string id, CancellationToken cancellation)
    {
        if (!ResponseId.TryParse(id, out var thread, out var run)) return null;
        var place = new ThreadId(scope.Tenant, thread);
        var summary = await history.FindThreadAsync(place, cancellation);
        if (summary?.Workspace != scope.Workspace.Id.Value) return null;
        var names = await agents.ListAsync(scope.Workspace.Id);
        var ask = new AgentAsk { Model = names.SlugOf(summary.Agent), Earlier = [], Text = "" };
        var sink = new AnswerSink(
            new(ask, place, run, 0),
            Progress.For(run),
            FeedCursor.Start.ToText(thread),
            writer: null);
        var feed = new ThreadFeed(place, FeedCursor.Start);
        await foreach (var recorded in feed.ReadAsync(history, cancellation)) sink.Write(recorded, feed.Cursor);
        return sink.Progress.HasBegun ? (sink, summary.Agent) : null;
    }

    /// <exception cref="RefusedException">There is no such response, or it is not the newest of its thread.</exception>
    /// <param name="scope">Who asks, and where.</param>
    /// <param name="id">The response's.</param>
    /// <param name="clientId">Of the message that is to follow: it may be there already.</param>
    /// <param name="cancellation">Of the request.</param>
    public async Task<Conversation> ContinueAsync(
        Scope scope, string id, string? clientId, CancellationToken cancellation)
    {
        if (await FindAsync(scope, id, cancellation) is not (var found, var agent))
            throw new RefusedException(OpenAiProblems.NoPrevious);
        var isNewest = found.Newest?.Run == found.Progress.Root
            || (clientId is not null && found.Newest?.ClientId == clientId);
        if (!isNewest) throw new RefusedException(OpenAiProblems.NotNewest);
        return new(found.ToAnswer().Head.Thread, agent, found.Cursor, found.Progress);
    }
}
