using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.Api.Runs;
using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Keys;

namespace OmniSage.Api.Budgets;

internal static class BudgetEndpoints
{
    private const int BodyBytesMax = 4_096;

    /// <summary>The most that one grant may be: far above any sum that is meant, far below where sums end.</summary>
    private const long AmountMax = 1_000_000_000_000;

    public static void MapBudgets(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/usage", UsageAsync)
            .WithName("ReadUsage").WithTags("Budgets").RequireAuthorization(Policies.Read)
            .WithSummary("What model calls took, in sums; a member sees its own.")
            .Produces<UsageView>().WithProblems(400, 404);
        workspace.MapGet("/budget", BudgetAsync)
            .WithName("ReadBudget").WithTags("Budgets").RequireAuthorization(Policies.Read)
            .WithSummary("The limits that hold for the caller here, and how far they are.")
            .Produces<BudgetStatusView>().WithProblems(404);
        workspace.MapPost("/runs/{run}/budget", GrantAsync)
            .WithName("GrantRunBudget").WithTags("Budgets").RequireAuthorization(Policies.Manage)
            .Accepts<GrantBudgetBody>("application/json")
            .WithSummary("Lets a task take more than its limits allow; one that waits for it goes on.")
            .Produces<GrantBudgetView>().WithProblems(400, 404, 409, 413, 415, 422, 429, 503);
    }

    private static async Task<IResult> UsageAsync(
        string? from,
        string? to,
        string? by,
        string? of,
        int? limit,
        HttpContext context,
        IUsage usage,
        IBudgets budgets,
        TimeProvider time)
    {
        var scope = Scope.Of(context);
        var (query, problem) = UsageParameters.Read(scope, from, to, by, of, limit, time.GetUtcNow());
        if (query is null) return new ProblemResult(problem!);
        var sums = await usage.ReadAsync(scope.Tenant, query, context.RequestAborted);
        var view = await budgets.ReadAsync(PlaceOf(scope), context.RequestAborted);
        return TypedResults.Json(
            new UsageView(
                query.From.ToString("yyyy-MM-dd"),
                query.To.ToString("yyyy-MM-dd"),
                view.Terms.Currency,
                [.. sums.Take(query.Max - 1).Select(UsageSumView.Of)],
                sums.Length >= query.Max),
            ApiJson.Default.UsageView);
    }

    private static async Task<IResult> BudgetAsync(HttpContext context, IBudgets budgets)
    {
        var scope = Scope.Of(context);
        var view = await budgets.ReadAsync(PlaceOf(scope), context.RequestAborted);
        // What others spent is for those who may see it: a notice names only a limit, but its thread may be another's.
        var isMember = scope.Caller.Role is TenantRole.Member;
        var notices = view.Notices.Where(notice => !isMember
            || (notice.Limit.Level is BudgetLevel.User && notice.Subject == scope.Account));
        return TypedResults.Json(
            new BudgetStatusView(
                view.Terms.Currency,
                [.. view.Limits.Select(LimitView.Of)],
                [.. notices.Reverse().Select(BudgetNoticeView.Of)],
                [.. view.Terms.Prices.Select(PriceView.Of)]),
            ApiJson.Default.BudgetStatusView);
    }

    private static async Task<IResult> GrantAsync(
        string run, HttpContext context, IHistory history, IGrainFactory grains, GuidSource ids)
    {
        var scope = Scope.Of(context);
        var found = await history.FindRunAsync(scope, run, context.RequestAborted);
        if (found is null) return new ProblemResult(KnownProblems.NotFound);
        var (body, problem) = await JsonBody.ReadAsync(
            context.Request, ApiJson.Default.GrantBudgetBody, BodyBytesMax);
        if (body is null) return new ProblemResult(problem!);
        if (Check(body) is { } wrong) return new ProblemResult(wrong);
        if (found.Task is not { } task) return new ProblemResult(BudgetProblems.NotATask);
        var grant = body.Id is { } id && Scope.TryParseId(id, out var given) ? given : ids.Next();
        var outcome = await grains.GetGrain<IExecutorGrain>(new TaskId(scope.Tenant, task).ToGrainKey())
            .GrantBudgetAsync(grant, new(body.MoneyMicro ?? 0, body.Tokens ?? 0), scope.Account);
        return outcome switch
        {
            GrantOutcome.Granted => TypedResults.Json(
                new GrantBudgetView(grant.ToString("N"), run), ApiJson.Default.GrantBudgetView),
            GrantOutcome.NotFound => new ProblemResult(KnownProblems.NotFound),
            GrantOutcome.AlreadyEnded => new ProblemResult(BudgetProblems.Ended),
            GrantOutcome.TooMany => new ProblemResult(BudgetProblems.TooMany),
        };
    }

    private static Problem? Check(GrantBudgetBody body) => body switch
    {
        { Id: { } id } when !Scope.TryParseId(id, out _) =>
            KnownProblems.Invalid("$.id", "It has to be 32 hex digits in lower case."),
        { MoneyMicro: < 0 or > AmountMax } =>
            KnownProblems.Invalid("$.moneyMicro", $"It has to be 0 to {AmountMax}."),
        { Tokens: < 0 or > AmountMax } => KnownProblems.Invalid("$.tokens", $"It has to be 0 to {AmountMax}."),
        { MoneyMicro: null or 0, Tokens: null or 0 } =>
            KnownProblems.Invalid("$.moneyMicro", "Say how much: moneyMicro, tokens, or both."),
        _ => null,
    };

    private static BudgetPlace PlaceOf(Scope scope) =>
        new(
        scope.Tenant, scope.Workspace.Id.Value, scope.Account, BuiltInAgent.IdIn(scope.Workspace.Id.Value));
}
