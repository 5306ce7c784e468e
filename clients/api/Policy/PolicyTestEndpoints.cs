using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Api.Policy;

internal static class PolicyTestEndpoints
{
    private const int BodyBytesMax = 1024 * 1024;
    private const string DefaultAgent = "default";

    public static void MapPolicyTest(this RouteGroupBuilder workspace) =>
        workspace.MapPost("/policy/test", TestAsync)
            .WithName("TestPolicy").WithTags("Policy").RequireAuthorization(Policies.Read)
            .WithSummary("What the policy says of a call, by which rule and why; nothing is called.")
            .Accepts<PolicyTestBody>("application/json")
            .Produces<PolicyAnswerView>().WithBodyProblems();

    private static async Task<IResult> TestAsync(HttpContext context, IGrainFactory grains)
    {
        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.PolicyTestBody, BodyBytesMax);
        if (problem is null && body!.Tool is null)
            problem = KnownProblems.Invalid("$.tool", "It has to be a tool's id.");
        if (problem is not null) return new ProblemResult(problem);
        if (!TryReadCaller(body!.Caller, Scope.Of(context), out var caller))
            return new ProblemResult(KnownProblems.Invalid("$.caller.account", "It has to be an id: 32 hex digits."));
        var answer = await PolicyEndpoints.Grain(context, grains).TestPolicyAsync(new()
        {
            Tool = body.Tool!,
            Arguments = body.Arguments?.GetRawText() ?? "{}",
            Labels = new()
            {
                Trust = body.Labels?.Trust ?? Trust.Member,
                Sensitivity = body.Labels?.Sensitivity ?? Sensitivity.Internal,
            },
            Caller = caller,
            Agent = body.Agent ?? DefaultAgent,
        });
        return TypedResults.Json(PolicyAnswerView.Of(answer), ApiJson.Default.PolicyAnswerView);
    }

    /// <summary>Without any, whoever asks; a role without an account is anyone of that role.</summary>
    private static bool TryReadCaller(PolicyTestCaller? body, Scope scope, out PolicyCaller caller)
    {
        caller = new(scope.Account, body?.Role ?? scope.Caller.Role);
        if (body?.Account is not { } text) return true;
        if (!Scope.TryParseId(text, out var account)) return false;
        caller = new(account, account == scope.Account ? caller.Role : body.Role);
        return true;
    }
}
