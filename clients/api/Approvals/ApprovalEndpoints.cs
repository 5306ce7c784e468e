using System.Diagnostics;
using System.Text;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Api.Approvals;

internal static class ApprovalEndpoints
{
    private const int BodyBytesMax = DecideApproval.ArgumentsBytesMax + 16 * 1024;

    public static void MapApprovals(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/approvals", ListAsync)
            .WithName("ListApprovals").WithTags("Approvals").RequireAuthorization(Policies.Read)
            .WithSummary("What people are and were asked, newest first; status narrows it.")
            .Produces<ListPage<ApprovalItem>>().WithProblems(400, 404);
        workspace.MapGet("/approvals/{approval}", GetAsync)
            .WithName("GetApproval").WithTags("Approvals").RequireAuthorization(Policies.Read)
            .WithSummary("Exactly what would be done, and why it is asked; the ETag is the act's hash.")
            .Produces<ApprovalDetail>().WithProblems(404, 503);
        workspace.MapPut("/approvals/{approval}/decision", DecideAsync)
            .WithName("DecideApproval").WithTags("Approvals").RequireAuthorization(Policies.Work)
            .WithSummary("Allows or denies the act that If-Match names by its hash.")
            .Accepts<DecisionBody>("application/json")
            .Produces<ApprovalDetail>().WithProblems(400, 404, 409, 412, 413, 415, 422, 428, 503);
    }

    private static async Task<IResult> ListAsync(
        string? status, string? cursor, int? limit, HttpContext context, IHistory history)
    {
        if (!ListRange.TryRead(limit, ListRange.Max, out var count, out var problem)
            || !ListRange.IsCursor(cursor, out problem)
            || !TryReadStatus(status, out var wanted, out problem))
        {
            return new ProblemResult(problem!);
        }

        var scope = Scope.Of(context);
        var page = await history.ListApprovalsAsync(
            scope.Tenant, scope.Workspace.Id.Value, wanted, cursor, count, context.RequestAborted);
        return TypedResults.Json(
            new ListPage<ApprovalItem>([.. page.Items.Select(ApprovalItem.Of)], page.Next),
            ApiJson.Default.ListPageApprovalItem);
    }

    private static async Task<IResult> GetAsync(
        string approval, HttpContext context, IGrainFactory grains, IOrigins origins) =>
        await FindAsync(approval, context, grains) is { } found
            ? await ShowAsync(found.View, context, origins)
            : new ProblemResult(KnownProblems.NotFound);

    private static async Task<IResult> DecideAsync(
        string approval, HttpContext context, IGrainFactory grains, IOrigins origins)
    {
        if (context.Request.Headers.IfMatch is not [{ Length: > 0 } tag])
            return new ProblemResult(KnownProblems.NeedsIfMatch);
        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.DecisionBody, BodyBytesMax);
        problem ??= FaultOf(body!);
        if (problem is not null) return new ProblemResult(problem);
        if (await FindAsync(approval, context, grains) is not { } found)
            return new ProblemResult(KnownProblems.NotFound);
        var scope = Scope.Of(context);
        var receipt = await found.Grain.DecideAsync(new()
        {
            Allow = body!.Verdict is "allow",
            By = scope.Account,
            Role = scope.Caller.Role,
            Note = body.Note ?? "",
            ExpectedHash = tag.Trim().Trim('"'),
            Arguments = body.Arguments is { } edited ? CanonicalJson.Of(edited.GetRawText()) : null,
        });
        return receipt.Outcome switch
        {
            DecideOutcome.Taken => await ShowAsync((await found.Grain.GetAsync())!, context, origins),
            DecideOutcome.NotFound => new ProblemResult(KnownProblems.NotFound),
            DecideOutcome.NotAnApprover => new ProblemResult(KnownProblems.Forbidden),
            DecideOutcome.AlreadyDecided => new ProblemResult(ApprovalProblems.AlreadyDecided),
            DecideOutcome.Expired => new ProblemResult(ApprovalProblems.Expired),
            DecideOutcome.ActChanged => new ProblemResult(KnownProblems.Outdated),
            DecideOutcome.Refused => new ProblemResult(KnownProblems.Invalid("$.arguments", receipt.Why ?? "")),
            var other => throw new UnreachableException($"No answer for {other}."),
        };
    }

    private static Problem? FaultOf(DecisionBody body)
    {
        if (body.Verdict is not ("allow" or "deny"))
            return KnownProblems.Invalid("$.verdict", "It has to be allow or deny.");
        if (body.Note is { } note && (note.Length > DecideApproval.NoteCharsMax || note.Any(char.IsControl)))
            return KnownProblems.Invalid("$.note", $"One line of at most {DecideApproval.NoteCharsMax} characters.");
        if (body.Arguments is not { } edited) return null;
        if (body.Verdict is "deny") return KnownProblems.Invalid("$.arguments", "Only what is allowed can be edited.");
        try
        {
            return Encoding.UTF8.GetByteCount(CanonicalJson.Of(edited.GetRawText())) > DecideApproval.ArgumentsBytesMax
                ? KnownProblems.TextTooLarge("$.arguments", DecideApproval.ArgumentsBytesMax)
                : null;
        }
        catch (FormatException fault)
        {
            return KnownProblems.Invalid("$.arguments", fault.Message);
        }
    }

    /// <summary>The approval, if it is one of this workspace.</summary>
    private static async Task<(IApprovalGrain Grain, ApprovalView View)?> FindAsync(
        string text, HttpContext context, IGrainFactory grains)
    {
        var scope = Scope.Of(context);
        if (!Scope.TryParseId(text, out var id)) return null;
        var grain = grains.GetGrain<IApprovalGrain>(new ApprovalId(scope.Tenant, id).ToGrainKey());
        var view = await grain.GetAsync();
        return view?.Request.Workspace == scope.Workspace.Id.Value ? (grain, view) : null;
    }

    private static async Task<IResult> ShowAsync(ApprovalView view, HttpContext context, IOrigins origins)
    {
        var (tenant, request) = (Scope.Of(context).Tenant, view.Request);
        var sources = await origins.FindAsync(
            new(tenant, request.Thread), request.Labels.Sources, context.RequestAborted);
        var end = view.Status is ApprovalStatus.Allowed
            ? await origins.FindEndAsync(tenant, request, context.RequestAborted)
            : null;
        context.Response.Headers.ETag = $"\"{request.Hash}\"";
        return TypedResults.Json(ApprovalDetail.From(view, sources, end), ApiJson.Default.ApprovalDetail);
    }

    private static bool TryReadStatus(string? text, out ApprovalStatus? status, out Problem? problem)
    {
        status = null;
        problem = null;
        if (text is null) return true;
        foreach (var value in Enum.GetValues<ApprovalStatus>())
        {
            if (!string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) continue;
            status = value;
            return true;
        }

        var names = string.Join(", ", Enum.GetNames<ApprovalStatus>().Select(name => name.ToLowerInvariant()));
        problem = KnownProblems.InvalidParameter("status", $"It has to be one of: {names}.");
        return false;
    }
}
