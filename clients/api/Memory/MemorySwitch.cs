using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.Api.Threads;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Api.Memory;

/// <summary>Whether anything new is remembered at all, in a workspace or in one of its threads.</summary>
internal static class MemorySwitch
{
    private const int BodyBytesMax = 1024;

    public static void MapMemorySwitch(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/memory-settings", GetAsync)
            .WithName("GetMemorySettings").WithTags("Memory").RequireAuthorization(Policies.Read)
            .WithSummary("Whether facts are kept in the workspace, and in a thread where one is named.")
            .Produces<MemorySwitchView>().WithProblems(404);
        workspace.MapPut("/memory-settings", SetAsync)
            .WithName("SetMemorySettings").WithTags("Memory").RequireAuthorization(Policies.Work)
            .WithSummary("Sets whether new facts are kept in the workspace, or in one thread.")
            .Accepts<MemorySwitchBody>("application/json")
            .Produces<MemorySwitchView>().WithBodyProblems();
    }

    private static async Task<IResult> GetAsync(
        string? thread, HttpContext context, IGrainFactory grains, ThreadFinder threads)
    {
        var caller = Scope.Of(context);
        var (id, problem) = await FindAsync(caller, thread, threads, context.RequestAborted);
        return problem is null ? await ShowAsync(grains, caller, id) : new ProblemResult(problem);
    }

    private static async Task<IResult> SetAsync(HttpContext context, IGrainFactory grains, ThreadFinder threads)
    {
        var caller = Scope.Of(context);
        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.MemorySwitchBody, BodyBytesMax);
        if (problem is null && body!.Store is null) problem = KnownProblems.Invalid("$.store", "It is missing.");
        if (problem is not null) return new ProblemResult(problem);
        (var id, problem) = await FindAsync(caller, body!.Thread, threads, context.RequestAborted);
        if (problem is not null) return new ProblemResult(problem);
        var isOn = body.Store!.Value;
        if (id is { } known)
            await grains.GetGrain<ICoordinatorGrain>(known.ToGrainKey()).SwitchMemoryAsync(isOn, caller.Account);
        else
            await OfWorkspace(grains, caller).SwitchAsync(isOn, caller.Account);
        return await ShowAsync(grains, caller, id);
    }

    private static async Task<IResult> ShowAsync(IGrainFactory grains, Scope caller, ThreadId? thread)
    {
        var workspace = await OfWorkspace(grains, caller).IsOnAsync();
        var own = thread is { } id
            ? (await grains.GetGrain<ICoordinatorGrain>(id.ToGrainKey()).GetStatusAsync()).KeepsFacts
            : default(bool?);
        return TypedResults.Json(new MemorySwitchView(workspace, own), ApiJson.Default.MemorySwitchView);
    }

    private static async ValueTask<(ThreadId? Thread, Problem? Problem)> FindAsync(
        Scope caller, string? thread, ThreadFinder threads, CancellationToken cancellation)
    {
        if (thread is null) return (null, null);
        if (!Scope.TryParseId(thread, out var value)) return (null, KnownProblems.NotFound);
        var id = new ThreadId(caller.Tenant, value);
        return await threads.IsInAsync(id, caller.Workspace.Id, cancellation)
            ? (id, null)
            : (null, KnownProblems.NotFound);
    }

    private static IMemoryScopeGrain OfWorkspace(IGrainFactory grains, Scope caller) =>
        grains.GetGrain<IMemoryScopeGrain>(
            MemoryScopeId.Of(caller.Tenant, MemoryScope.OfWorkspace(caller.Workspace.Id.Value)).ToGrainKey());
}
