using OmniSage.Api.Access;
using OmniSage.Api.Agents;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Runs;

internal static class RunEndpoints
{
    public static void MapRuns(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/runs", ListAsync)
            .WithName("ListRuns").WithTags("Runs").RequireAuthorization(Policies.Read)
            .WithSummary("Lists runs, newest first; thread, parent and status narrow it.")
            .Produces<ListPage<RunView>>().WithProblems(400, 404);
        workspace.MapGet("/runs/{run}", GetAsync)
            .WithName("GetRun").WithTags("Runs").RequireAuthorization(Policies.Read)
            .WithSummary("A run and the runs it caused.")
            .Produces<RunDetail>().WithProblems(404);
        workspace.MapPost("/runs/{run}/cancel", CancelAsync)
            .WithName("CancelRun").WithTags("Runs").RequireAuthorization(Policies.Work)
            .WithSummary("Cancels a turn with all tasks under it, or one task.")
            .Produces<CancelView>().WithProblems(404, 503);
    }

    private static async Task<IResult> ListAsync(
        string? thread,
        string? parent,
        string? status,
        string? cursor,
        int? limit,
        HttpContext context,
        IHistory history,
        AgentFinder agents)
    {
        if (!ListRange.TryRead(limit, ListRange.Max, out var count, out var problem)
            || !ListRange.IsCursor(cursor, out problem)
            || !TryReadId("thread", thread, out var threadId, out problem)
            || !TryReadId("parent", parent, out var parentId, out problem)
            || !TryReadStatus(status, out var runStatus, out problem))
        {
            return new ProblemResult(problem!);
        }

        var scope = Scope.Of(context);
        var page = await history.ListRunsAsync(
            scope.Tenant,
            scope.Workspace.Id.Value,
            new(threadId, parentId, runStatus),
            cursor,
            count,
            context.RequestAborted);
        var names = await agents.ListAsync(scope.Workspace.Id);
        return TypedResults.Json(
            new ListPage<RunView>([.. page.Items.Select(one => RunView.Of(one, names))], page.Next),
            ApiJson.Default.ListPageRunView);
    }

    private static async Task<IResult> GetAsync(
        string run, HttpContext context, IHistory history, AgentFinder agents)
    {
        var scope = Scope.Of(context);
        var found = await history.FindRunAsync(scope, run, context.RequestAborted);
        if (found is null) return new ProblemResult(KnownProblems.NotFound);
        var children = await history.ListRunsAsync(
            scope.Tenant,
            found.Workspace,
            new(Parent: found.Id.Value),
            cursor: null,
            ListRange.Max,
            context.RequestAborted);
        var names = await agents.ListAsync(scope.Workspace.Id);
        return TypedResults.Json(
            new RunDetail(RunView.Of(found, names), [.. children.Items.Select(one => RunView.Of(one, names))]),
            ApiJson.Default.RunDetail);
    }

    private static async Task<IResult> CancelAsync(
        string run, HttpContext context, IGrainFactory grains, IHistory history)
    {
        var scope = Scope.Of(context);
        var found = await history.FindRunAsync(scope, run, context.RequestAborted);
        if (found is null) return new ProblemResult(KnownProblems.NotFound);
        var thread = new ThreadId(scope.Tenant, found.Thread);
        var outcome = await grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey())
            .CancelAsync(found.Id, scope.Account);
        return outcome switch
        {
            CancelOutcome.Cancelled or CancelOutcome.AlreadyEnded =>
                TypedResults.Json(new CancelView(outcome), ApiJson.Default.CancelView),
            CancelOutcome.NotFound => new ProblemResult(KnownProblems.NotFound),
        };
    }

    private static bool TryReadId(string name, string? text, out Guid? id, out Problem? problem)
    {
        id = null;
        problem = null;
        if (text is null) return true;
        if (Scope.TryParseId(text, out var value))
        {
            id = value;
            return true;
        }

        problem = KnownProblems.InvalidParameter(name, "It has to be an id: 32 hex digits in lower case.");
        return false;
    }

    private static bool TryReadStatus(string? text, out RunStatus? status, out Problem? problem)
    {
        status = null;
        problem = null;
        if (text is null) return true;
        foreach (var value in Enum.GetValues<RunStatus>())
        {
            if (!string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) continue;
            status = value;
            return true;
        }

        var names = string.Join(", ", Enum.GetNames<RunStatus>().Select(name => name.ToLowerInvariant()));
        problem = KnownProblems.InvalidParameter("status", $"It has to be one of {names}.");
        return false;
    }
}
