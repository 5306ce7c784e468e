using OmniSage.Api.Access;
using OmniSage.Api.Agents;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.Api.Runs;
using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Keys;

namespace OmniSage.Api.Threads;

internal static class ThreadEndpoints
{
    private const int BodyBytesMax = 16 * 1024;
    private const int NewestRuns = 20;

    public static void MapThreads(this RouteGroupBuilder workspace)
    {
        workspace.MapPost("/threads", OpenAsync)
            .WithName("OpenThread").WithTags("Threads").RequireAuthorization(Policies.Work)
            .WithSummary("Opens a thread; with a clientId, once.")
            .Accepts<ThreadBody>("application/json")
            .Produces<ThreadView>(201).Produces<ThreadView>(200).WithBodyProblems();
        workspace.MapGet("/threads", ListAsync)
            .WithName("ListThreads").WithTags("Threads").RequireAuthorization(Policies.Read)
            .WithSummary("Lists threads, newest first.")
            .Produces<ListPage<ThreadView>>().WithProblems(400, 404);
        workspace.MapGet("/threads/{thread}", GetAsync)
            .WithName("GetThread").WithTags("Threads").RequireAuthorization(Policies.Read)
            .WithSummary("A thread, what is under way in it, and its newest runs.")
            .Produces<ThreadDetail>().WithProblems(404);
    }

    private static async Task<IResult> OpenAsync(
        HttpContext context, IGrainFactory grains, ThreadFinder threads, AgentFinder agents, GuidSource ids)
    {
        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.ThreadBody, BodyBytesMax);
        problem ??= Check(body!);
        if (problem is not null) return new ProblemResult(problem);

        var scope = Scope.Of(context);
        var workspace = scope.Workspace.Id.Value;
        var names = await agents.ListAsync(scope.Workspace.Id);
        var agent = names.Find(body!.Agent ?? BuiltInAgent.Slug);
        if (agent is null) return new ProblemResult(NoSuchAgent);
        var id = new ThreadId(scope.Tenant, body.ClientId is { } clientId
            ? DerivedId.Of(scope.Tenant, workspace, scope.Account, clientId)
            : ids.Next());
        var opened = await grains.GetGrain<ICoordinatorGrain>(id.ToGrainKey()).OpenAsync(new()
        {
            Workspace = workspace,
            By = scope.Account,
            Title = body.Title ?? "",
            Mode = body.Mode ?? QueueMode.Steer,
            Agent = agent.Slug == BuiltInAgent.Slug ? null : agent.Id,
        });
        threads.Remember(id, opened.Thread.Workspace);
        var view = ThreadView.Of(opened.Thread, names);
        context.Response.Headers.Location = $"{context.Request.Path}/{view.Id}";
        return TypedResults.Json(view, ApiJson.Default.ThreadView, statusCode: opened.IsNew ? 201 : 200);
    }

    private static async Task<IResult> ListAsync(
        string? cursor, int? limit, HttpContext context, IHistory history, AgentFinder agents)
    {
        if (!ListRange.TryRead(limit, ListRange.Max, out var count, out var problem)
            || !ListRange.IsCursor(cursor, out problem))
        {
            return new ProblemResult(problem!);
        }

        var scope = Scope.Of(context);
        var page = await history.ListThreadsAsync(
            scope.Tenant, scope.Workspace.Id.Value, cursor, count, context.RequestAborted);
        var names = await agents.ListAsync(scope.Workspace.Id);
        return TypedResults.Json(
            new ListPage<ThreadView>([.. page.Items.Select(one => ThreadView.Of(one, names))], page.Next),
            ApiJson.Default.ListPageThreadView);
    }

    private static async Task<IResult> GetAsync(
        string thread, HttpContext context, IGrainFactory grains, IHistory history, AgentFinder agents)
    {
        var scope = Scope.Of(context);
        if (!Scope.TryParseId(thread, out var value)) return new ProblemResult(KnownProblems.NotFound);
        var id = new ThreadId(scope.Tenant, value);
        var summary = await history.FindThreadAsync(id, context.RequestAborted);
        if (summary?.Workspace != scope.Workspace.Id.Value) return new ProblemResult(KnownProblems.NotFound);

        var status = await grains.GetGrain<ICoordinatorGrain>(id.ToGrainKey()).GetStatusAsync();
        var runs = await history.ListRunsAsync(
            scope.Tenant, summary.Workspace, new(Thread: value), cursor: null, NewestRuns, context.RequestAborted);
        var names = await agents.ListAsync(scope.Workspace.Id);
        return TypedResults.Json(
            new ThreadDetail(
                ThreadView.Of(summary, names),
                ThreadStatusView.Of(status),
                [.. runs.Items.Select(run => RunView.Of(run, names))]),
            ApiJson.Default.ThreadDetail);
    }

    private static Problem NoSuchAgent => KnownProblems.Invalid(
        "$.agent", "The workspace has no agent of this slug: see GET agents, or omnisage agents.");

    private static Problem? Check(ThreadBody body) => body switch
    {
        { Title.Length: > RunSummary.TitleCharsMax } =>
            KnownProblems.Invalid("$.title", $"It has at most {RunSummary.TitleCharsMax} characters."),
        { Title: { } title } when title.Any(char.IsControl) =>
            KnownProblems.Invalid("$.title", "It is one line without control characters."),
        _ => ClientIds.Check(body.ClientId),
    };
}
