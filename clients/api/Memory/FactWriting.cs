using System.Security.Cryptography;
using System.Text;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Keys;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Api.Memory;

/// <summary>What is remembered: added, edited and forgotten.</summary>
internal static class FactWriting
{
    private const int BodyBytesMax = 6 * RememberFact.TextBytesMax + 8 * 1024;
    private const int RetentionDaysMax = 36_500;

    public static void MapFactWriting(this RouteGroupBuilder workspace)
    {
        workspace.MapPost("/memory", RememberAsync)
            .WithName("Remember").WithTags("Memory").RequireAuthorization(Policies.Work)
            .WithSummary("Has a fact remembered.")
            .Accepts<FactBody>("application/json")
            .Produces<FactView>(201).WithBodyProblems();
        workspace.MapPut("/memory/{fact}", EditAsync)
            .WithName("EditFact").WithTags("Memory").RequireAuthorization(Policies.Work)
            .WithSummary("Replaces a fact by a new one, which has an id of its own.")
            .Accepts<FactEdit>("application/json")
            .Produces<FactView>().WithBodyProblems();
        workspace.MapDelete("/memory/{fact}", ForgetAsync)
            .WithName("Forget").WithTags("Memory").RequireAuthorization(Policies.Work)
            .WithSummary("Erases a fact with its other versions and whatever sums it up.")
            .Produces<ForgottenView>().WithProblems(404, 429, 503);
    }

    private static async Task<IResult> RememberAsync(
        HttpContext context, IGrainFactory grains, IFacts facts, MemoryScopes memory, GuidSource ids, TimeProvider time)
    {
        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.FactBody, BodyBytesMax);
        problem ??= Check(body!.Text, isNeeded: true) ?? Check(body.Importance, body.RetentionDays)
            ?? ClientIds.Check(body.ClientId);
        if (problem is not null) return new ProblemResult(problem);
        var caller = Scope.Of(context);
        var (scope, fault) = await memory.ResolveAsync(
            caller, body!.Scope ?? MemoryScopeKind.User, body.Subject, context.RequestAborted);
        if (scope is null) return new ProblemResult(fault!);
        return await WriteAsync(context, grains, facts, 201, new()
        {
            Fact = body.ClientId is { } clientId ? IdOf(caller, scope, clientId) : ids.Next(),
            Scope = scope,
            Text = body.Text!,
            By = caller.Account,
            Workspace = caller.Workspace.Id.Value,
            Importance = body.Importance ?? RememberFact.ImportanceDefault,
            ExpiresUs = ExpiryOf(body.RetentionDays, time),
        });
    }

    private static async Task<IResult> EditAsync(
        string fact, HttpContext context, IGrainFactory grains, IFacts facts, GuidSource ids, TimeProvider time)
    {
        var caller = Scope.Of(context);
        var old = await facts.FindAsync(caller, fact, context.RequestAborted);
        if (old is null) return new ProblemResult(KnownProblems.NotFound);
        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.FactEdit, BodyBytesMax);
        problem ??= Check(body!.Text, isNeeded: false) ?? Check(body.Importance, body.RetentionDays);
        if (problem is not null) return new ProblemResult(problem);
        return await WriteAsync(context, grains, facts, 200, new()
        {
            Fact = ids.Next(),
            Scope = old.Scope,
            Text = body!.Text ?? old.Text,
            By = caller.Account,
            Workspace = caller.Workspace.Id.Value,
            Importance = body.Importance ?? old.Importance,
            // New words are the editor's; words that stay keep what is known of where they come from.
            Labels = body.Text is null ? old.Labels : Labels.Member,
            Source = body.Text is null ? old.Source : FactSource.None,
            Supersedes = old.Id,
            ExpiresUs = ExpiryOf(body.RetentionDays, time) ?? old.ExpiresUs,
        });
    }

    private static async Task<IResult> ForgetAsync(
        string fact, HttpContext context, IGrainFactory grains, IFacts facts)
    {
        var caller = Scope.Of(context);
        var found = await facts.FindAsync(caller, fact, context.RequestAborted);
        if (found is null) return new ProblemResult(KnownProblems.NotFound);
        return await GrainOf(grains, caller, found.Scope).ForgetAsync(found.Id, caller.Account) switch
        {
            ForgetOutcome.Forgotten => TypedResults.Json(
                new ForgottenView(found.Id.ToString("N")), ApiJson.Default.ForgottenView),
            ForgetOutcome.NotFound => new ProblemResult(KnownProblems.NotFound),
        };
    }

    private static async Task<IResult> WriteAsync(
        HttpContext context, IGrainFactory grains, IFacts facts, int status, RememberFact command)
    {
        var caller = Scope.Of(context);
        var outcome = await GrainOf(grains, caller, command.Scope).RememberAsync(command);
        if (outcome != RememberOutcome.Remembered) return new ProblemResult(ProblemOf(outcome));
        var kept = await facts.FindAsync(caller.Tenant, command.Fact, context.RequestAborted);
        // It may have been forgotten again, or edited, before this answer is made.
        return kept is null
            ? new ProblemResult(KnownProblems.NotFound)
            : TypedResults.Json(FactView.Of(kept), ApiJson.Default.FactView, statusCode: status);
    }

    private static Problem ProblemOf(RememberOutcome outcome) => outcome switch
    {
        RememberOutcome.SwitchedOff => new(
            409, "memory_off", "Nothing is remembered here.", "The thread or the workspace is set to keep nothing."),
        RememberOutcome.Full => new(
            429, ErrorCodes.LimitReached, "A limit is reached.", "The scope holds as many facts as it may."),
        RememberOutcome.NotFound => new(
            409, "fact_replaced", "The fact has changed.", "It was replaced or forgotten meanwhile; read it again."),
        RememberOutcome.Remembered => throw new System.Diagnostics.UnreachableException("That is no problem."),
    };

    private static IMemoryScopeGrain GrainOf(IGrainFactory grains, Scope caller, MemoryScope scope) =>
        grains.GetGrain<IMemoryScopeGrain>(MemoryScopeId.Of(caller.Tenant, scope).ToGrainKey());

    /// <summary>A UUID of version 8 (RFC 9562), so that a repeat names the same fact without any look-up.</summary>
    private static Guid IdOf(Scope caller, MemoryScope scope, string clientId)
    {
        var key = MemoryScopeId.Of(caller.Tenant, scope).ToGrainKey();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"omnisage.fact.1\0{key}\0{caller.Account:N}\0{clientId}"));
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private static long? ExpiryOf(int? days, TimeProvider time) => days is { } some
        ? (time.GetUtcNow().AddDays(some) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
        : null;

    private static Problem? Check(string? text, bool isNeeded) => text switch
    {
        null => isNeeded ? KnownProblems.Invalid("$.text", "It is missing.") : null,
        _ when string.IsNullOrWhiteSpace(text) => KnownProblems.Invalid("$.text", "It is empty."),
        _ when Encoding.UTF8.GetByteCount(text) > RememberFact.TextBytesMax =>
            KnownProblems.TextTooLarge("$.text", RememberFact.TextBytesMax),
        _ => null,
    };

    private static Problem? Check(int? importance, int? days) =>
        importance is < RememberFact.ImportanceMin or > RememberFact.ImportanceMax
            ? KnownProblems.Invalid("$.importance", "It is from 1 to 5.")
            : days is < 1 or > RetentionDaysMax
                ? KnownProblems.Invalid("$.retentionDays", $"It is from 1 to {RetentionDaysMax}.")
                : null;
}
