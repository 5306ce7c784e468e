using System.Diagnostics;
using System.Text;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Vault;

namespace OmniSage.Api.Secrets;

/// <summary>The workspace's vault. Values go in and never come out.</summary>
internal static class SecretEndpoints
{
    /// <summary>A value's bytes, each escaped, and what stands around it.</summary>
    private const int BodyBytesMax = SecretValue.BytesMax * 6 + 8 * 1024;

    private static readonly Problem Exists = new(
        409, "secret_exists", "There is a secret of this name.", "PUT gives it another value.");

    private static readonly Problem Full = new(
        429, "limit_reached", "The workspace has as many secrets as it may.", "Revoke one that is not needed.");

    public static void MapSecrets(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/secrets", ListAsync)
            .WithName("ListSecrets").WithTags("Secrets").RequireAuthorization(Policies.Manage)
            .WithSummary("The secrets by name: their hosts and versions, without their values.")
            .Produces<ListPage<SecretView>>().WithProblems(404);
        workspace.MapPost("/secrets", AddAsync)
            .WithName("AddSecret").WithTags("Secrets").RequireAuthorization(Policies.Manage)
            .WithSummary("Puts a value into the vault under a name that is free.")
            .Accepts<SecretBody>("application/json").Produces(204).WithProblems(400, 404, 409, 413, 415, 422, 429, 503);
        workspace.MapPut("/secrets/{name}", ReplaceAsync)
            .WithName("RotateSecret").WithTags("Secrets").RequireAuthorization(Policies.Manage)
            .WithSummary("Replaces a secret's value, which is erased, and its hosts where they are named.")
            .Accepts<SecretBody>("application/json").Produces(204).WithProblems(400, 404, 413, 415, 422, 503);
        workspace.MapDelete("/secrets/{name}", RevokeAsync)
            .WithName("RevokeSecret").WithTags("Secrets").RequireAuthorization(Policies.Manage)
            .WithSummary("Ends a secret and erases its value.")
            .Produces(204).WithProblems(404, 503);
    }

    /// <summary>All of them: there are few (limits in ARCHITECTURE.md).</summary>
    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains)
    {
        var all = await Grain(context, grains).ListAsync();
        return TypedResults.Json(
            new ListPage<SecretView>([.. all.Select(SecretView.Of)], null), ApiJson.Default.ListPageSecretView);
    }

    private static async Task<IResult> AddAsync(HttpContext context, IGrainFactory grains, ISecretBox box)
    {
        var (body, problem) = await ReadAsync(context);
        if (problem is null && body!.Name is null) problem = KnownProblems.Invalid("$.name", "It is missing.");
        if (problem is null && body!.Hosts is null) problem = KnownProblems.Invalid("$.hosts", SecretHosts.Rule);
        return problem is null
            ? await SetAsync(context, grains, box, body!, body!.Name!, replaces: false)
            : new ProblemResult(problem);
    }

    private static async Task<IResult> ReplaceAsync(
        string name, HttpContext context, IGrainFactory grains, ISecretBox box)
    {
        var (body, problem) = await ReadAsync(context);
        if (problem is null && body!.Name is { } other && other != name)
            problem = KnownProblems.Invalid("$.name", "A secret keeps its name.");
        return problem is null
            ? await SetAsync(context, grains, box, body!, name, replaces: true)
            : new ProblemResult(problem);
    }

    private static async Task<IResult> SetAsync(
        HttpContext context, IGrainFactory grains, ISecretBox box, SecretBody body, string name, bool replaces)
    {
        var scope = Scope.Of(context);
        if (!SecretName.IsValid(name))
        {
            return new ProblemResult(
                replaces ? KnownProblems.NotFound : KnownProblems.Invalid("$.name", SecretName.Rule));
        }

        if (body.Hosts is { } hosts && !SecretHosts.AreValid([.. hosts]))
            return new ProblemResult(KnownProblems.Invalid("$.hosts", SecretHosts.Rule));
        var sealedValue = await box.SealAsync(
            scope.Workspace.Id, name, Encoding.UTF8.GetBytes(body.Value!), context.RequestAborted);
        var outcome = await Grain(context, grains).SetAsync(new()
        {
            Name = name,
            Sealed = sealedValue,
            Hosts = body.Hosts is null ? null : [.. body.Hosts],
            Replaces = replaces,
            By = scope.Account,
        });
        return outcome switch
        {
            SecretOutcome.Set => TypedResults.NoContent(),
            SecretOutcome.Exists => new ProblemResult(Exists),
            SecretOutcome.NotFound => new ProblemResult(KnownProblems.NotFound),
            SecretOutcome.Full => new ProblemResult(Full),
            var other => throw new UnreachableException($"No answer for {other}."),
        };
    }

    private static async Task<IResult> RevokeAsync(string name, HttpContext context, IGrainFactory grains) =>
        SecretName.IsValid(name) && await Grain(context, grains).RevokeAsync(name, Scope.Of(context).Account)
            ? TypedResults.NoContent()
            : new ProblemResult(KnownProblems.NotFound);

    private static async Task<(SecretBody? Body, Problem? Problem)> ReadAsync(HttpContext context)
    {
        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.SecretBody, BodyBytesMax);
        if (problem is not null) return (null, problem);
        return Encoding.UTF8.GetByteCount(body!.Value ?? "") switch
        {
            0 => (null, KnownProblems.Invalid("$.value", "It is missing.")),
            > SecretValue.BytesMax => (null, KnownProblems.TextTooLarge("$.value", SecretValue.BytesMax)),
            _ => (body, null),
        };
    }

    private static IVaultGrain Grain(HttpContext context, IGrainFactory grains) =>
        grains.GetGrain<IVaultGrain>(Scope.Of(context).Workspace.Id.ToGrainKey());
}
