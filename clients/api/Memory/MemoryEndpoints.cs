using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Api.Memory;

/// <summary>What is remembered: looked at, and where it comes from.</summary>
internal static class MemoryEndpoints
{
    private const int QueryCharsMax = 1_000;
    private const int UsesMax = 50;

    public static void MapMemory(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/memory", ListAsync)
            .WithName("ListMemory").WithTags("Memory").RequireAuthorization(Policies.Read)
            .WithSummary("What is remembered: the best fits of q, or all, newest first; scope and subject narrow it.")
            .Produces<ListPage<FactView>>().WithProblems(400, 404);
        workspace.MapGet("/memory/{fact}", GetAsync)
            .WithName("GetFact").WithTags("Memory").RequireAuthorization(Policies.Read)
            .WithSummary("One fact.")
            .Produces<FactView>().WithProblems(404);
        workspace.MapGet("/memory/{fact}/why", WhyAsync)
            .WithName("WhyFact").WithTags("Memory").RequireAuthorization(Policies.Read)
            .WithSummary("Where a fact comes from, and which runs were told it.")
            .Produces<FactWhy>().WithProblems(404);
        workspace.MapFactWriting();
        workspace.MapMemorySwitch();
    }

    /// <summary>The fact, if the caller may see it: what is another's is not there.</summary>
    public static async Task<Fact?> FindAsync(
        this IFacts facts, Scope caller, string id, CancellationToken cancellation)
    {
        if (!Scope.TryParseId(id, out var value)) return null;
        var fact = await facts.FindAsync(caller.Tenant, value, cancellation);
        return fact is not null && MemoryScopes.MaySee(caller, fact.Scope) ? fact : null;
    }

    private static async Task<IResult> ListAsync(
        string? q,
        string? scope,
        string? subject,
        string? cursor,
        int? limit,
        HttpContext context,
        IFacts facts,
        MemoryScopes memory)
    {
        if (!ListRange.TryRead(limit, ListRange.Max, out var count, out var problem)
            || !TryReadCursor(cursor, out var behind, out problem)
            || !TryReadKind(scope, out var kind, out problem))
        {
            return new ProblemResult(problem!);
        }

        if (q is { Length: > QueryCharsMax })
        {
            problem = KnownProblems.InvalidParameter("q", $"It has at most {QueryCharsMax} characters.");
            return new ProblemResult(problem);
        }

        var caller = Scope.Of(context);
        var cancellation = context.RequestAborted;
        var scopes = MemoryScopes.Usual(caller);
        if (kind is { } wanted)
        {
            var (found, fault) = await memory.ResolveAsync(caller, wanted, subject, cancellation);
            if (found is null) return new ProblemResult(fault!);
            scopes = [found];
        }

        var page = q is null
            ? await PageAsync(facts, caller, scopes, behind, count, cancellation)
            : await SearchAsync(facts, caller, scopes, q, count, cancellation);
        return TypedResults.Json(page, ApiJson.Default.ListPageFactView);
    }

    private static async Task<IResult> GetAsync(string fact, HttpContext context, IFacts facts)
    {
        var found = await facts.FindAsync(Scope.Of(context), fact, context.RequestAborted);
        return found is null
            ? new ProblemResult(KnownProblems.NotFound)
            : TypedResults.Json(FactView.Of(found), ApiJson.Default.FactView);
    }

    private static async Task<IResult> WhyAsync(string fact, HttpContext context, IFacts facts)
    {
        var caller = Scope.Of(context);
        var found = await facts.FindAsync(caller, fact, context.RequestAborted);
        if (found is null) return new ProblemResult(KnownProblems.NotFound);
        var uses = await facts.ListUsesAsync(caller.Tenant, found.Id, UsesMax, context.RequestAborted);
        return TypedResults.Json(
            new FactWhy(FactView.Of(found), FactSourceView.Of(found.Source), [.. uses.Select(FactUseView.Of)]),
            ApiJson.Default.FactWhy);
    }

    private static async Task<ListPage<FactView>> PageAsync(
        IFacts facts,
        Scope caller,
        ImmutableArray<MemoryScope> scopes,
        Guid? behind,
        int count,
        CancellationToken cancellation)
    {
        var found = await facts.ListAsync(caller.Tenant, scopes, behind, count + 1, cancellation);
        var shown = found.Take(count).Select(FactView.Of).ToList();
        return new(shown, found.Length > count ? shown[^1].Id : null);
    }

    private static async Task<ListPage<FactView>> SearchAsync(
        IFacts facts,
        Scope caller,
        ImmutableArray<MemoryScope> scopes,
        string text,
        int count,
        CancellationToken cancellation)
    {
        var found = await facts.SearchAsync(caller.Tenant, scopes, text, count, withPinned: false, cancellation);
        return new([.. found.Select(FactView.Of)], null);
    }

    private static bool TryReadCursor(string? text, out Guid? cursor, out Problem? problem)
    {
        problem = null;
        cursor = null;
        if (text is null) return true;
        if (Scope.TryParseId(text, out var id)) cursor = id;
        else problem = KnownProblems.InvalidParameter("cursor", "It is not one that a list gave.");
        return problem is null;
    }

    private static bool TryReadKind(string? text, out MemoryScopeKind? kind, out Problem? problem)
    {
        kind = Enum.GetValues<MemoryScopeKind>()
            .Where(value => string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
            .Select(value => (MemoryScopeKind?)value)
            .FirstOrDefault();
        problem = text is null || kind is not null ? null : KnownProblems.InvalidParameter(
            "scope", "It has to be one of user, workspace, project, thread, agent.");
        return problem is null;
    }
}
