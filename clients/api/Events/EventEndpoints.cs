using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.Api.Runs;
using OmniSage.Api.Threads;

namespace OmniSage.Api.Events;

internal static class EventEndpoints
{
    private const string Sse = "text/event-stream";
    private const int OpenRunsMax = 200;

    public static void MapEvents(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/threads/{thread}/events", ThreadAsync)
            .WithName("ReadThreadEvents").WithTags("Events").RequireAuthorization(Policies.Read)
            .WithSummary("Events of a thread with all its runs and tasks: a page, or a stream (text/event-stream).")
            .Produces<EventPage>(200, "application/json", Sse).WithProblems(400, 404, 429);
        workspace.MapGet("/runs/{run}/events", RunAsync)
            .WithName("ReadRunEvents").WithTags("Events").RequireAuthorization(Policies.Read)
            .WithSummary("Events of one run: a page, or a stream (text/event-stream) that ends with the run.")
            .Produces<EventPage>(200, "application/json", Sse).WithProblems(400, 404, 429);
    }

    private static async Task<IResult> ThreadAsync(
        string thread, string? after, int? limit, HttpContext context, IHistory history, ThreadFinder threads)
    {
        var scope = Scope.Of(context);
        if (!Scope.TryParseId(thread, out var value)) return new ProblemResult(KnownProblems.NotFound);
        var id = new ThreadId(scope.Tenant, value);
        if (!await threads.IsInAsync(id, scope.Workspace.Id, context.RequestAborted))
            return new ProblemResult(KnownProblems.NotFound);
        var start = FeedCursor.Start;
        if (Position(context, after) is { } position && !FeedCursor.TryParse(position, value, out start))
            return new ProblemResult(KnownProblems.InvalidParameter("after", "It is no cursor of this thread."));
        if (!ListRange.TryRead(limit, ListRange.EventsMax, out var count, out var problem))
            return new ProblemResult(problem!);

        if (WantsStream(context.Request)) return new StreamResult(id, new ThreadFeed(id, start), OpenRunsAsync);
        var page = await history.ReadThreadAsync(id, start, count, context.RequestAborted);
        var cursors = page.Cursors.Select(cursor => cursor.ToText(value)).ToArray();
        return new PageResult(page.Events, cursors, cursors.LastOrDefault() ?? start.ToText(value), page.More);

        async Task<IReadOnlyList<RunSummary>> OpenRunsAsync()
        {
            var running = await history.ListRunsAsync(
                scope.Tenant,
                scope.Workspace.Id.Value,
                new(Thread: value, Status: RunStatus.Running),
                cursor: null,
                OpenRunsMax,
                context.RequestAborted);
            return running.Items;
        }
    }

    private static async Task<IResult> RunAsync(
        string run, string? after, int? limit, HttpContext context, IHistory history)
    {
        var scope = Scope.Of(context);
        var found = await history.FindRunAsync(scope, run, context.RequestAborted);
        if (found is null) return new ProblemResult(KnownProblems.NotFound);
        if (!RunFeed.TryParse(Position(context, after), out var start))
            return new ProblemResult(KnownProblems.InvalidParameter("after", "It has to be a position: 0, 1, 2 …"));
        if (!ListRange.TryRead(limit, ListRange.EventsMax, out var count, out var problem))
            return new ProblemResult(problem!);

        if (WantsStream(context.Request))
        {
            var thread = new ThreadId(scope.Tenant, found.Thread);
            return new StreamResult(thread, new RunFeed(found.Id, start), OpenRunAsync);
        }

        // One more than asked for tells whether there are more.
        var journal = new JournalId(scope.Tenant, JournalKind.Run, found.Id.Value);
        var read = await history.ReadJournalAsync(journal, start, count + 1, context.RequestAborted);
        var events = read.Length > count ? read[..count] : read;
        var cursors = events.Select(recorded => $"{recorded.Seq}").ToArray();
        return new PageResult(events, cursors, cursors.LastOrDefault() ?? $"{start}", read.Length > count);

        Task<IReadOnlyList<RunSummary>> OpenRunAsync() =>
            Task.FromResult<IReadOnlyList<RunSummary>>(found.Kind is RunKind.Command ? [] : [found]);
    }

    private static bool WantsStream(HttpRequest request) =>
        request.Headers.Accept.Any(accept => accept?.Contains(Sse, StringComparison.OrdinalIgnoreCase) is true);

    /// <summary>
    /// A browser that comes back says where it was by header, which is newer than what its address says.
    /// </summary>
    private static string? Position(HttpContext context, string? after)
    {
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        return last.Length > 0 ? last : after;
    }
}
