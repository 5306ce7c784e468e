using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Sessions;

internal static class SessionEndpoints
{
    private const int BodyBytesMax = 4 * 1024;

    public static void MapSessions(this RouteGroupBuilder api)
    {
        api.MapPost("/sign-in-links", OfferAsync)
            .WithName("OfferSignIn").WithTags("Sessions").RequireAuthorization(Policies.Key)
            .WithSummary("Makes a link by which the key's account can sign in a browser, once, within ten minutes.")
            .Produces<SignInLinkView>(201).WithProblems(503);
        api.MapPost("/sessions", OpenAsync)
            .WithName("SignIn").WithTags("Sessions").AllowAnonymous()
            .WithSummary("Signs this browser in by the code of a link; the session is a cookie.")
            .Accepts<SignInBody>("application/json")
            .Produces<SessionView>(201).WithProblems(400, 413, 415, 422, 503);
        api.MapGet("/sessions", ListAsync)
            .WithName("ListSessions").WithTags("Sessions").RequireAuthorization(Policies.Read)
            .WithSummary("The browsers in which the caller is signed in, newest first.")
            .Produces<ListPage<SessionView>>().WithProblems(503);
        api.MapDelete("/sessions/{session}", CloseAsync)
            .WithName("SignOut").WithTags("Sessions").RequireAuthorization(Policies.Read)
            .WithSummary("Signs a browser of the caller out; current is the one that asks.")
            .Produces(204).WithProblems(404, 503);
    }

    private static async Task<IResult> OfferAsync(HttpContext context, SignIn signIn, TimeProvider time)
    {
        var code = await signIn.OfferAsync(CallerOf(context));
        return TypedResults.Json(
            new SignInLinkView(
                code,
                $"/{SignIn.Fragment}{code}",
                Timestamp.Text(Microseconds.Of(time.GetUtcNow() + SignInOffer.TimeMax))),
            ApiJson.Default.SignInLinkView,
            statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, SignIn signIn, IOptions<ApiOptions> options)
    {
        if (!SessionAuthentication.IsFromPage(context.Request)) return new ProblemResult(KnownProblems.NotFromPage);
        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.SignInBody, BodyBytesMax);
        if (problem is not null) return new ProblemResult(problem);
        if (await signIn.OpenAsync(body!.Code, context.RequestAborted) is not var (text, session))
            return new ProblemResult(KnownProblems.LinkSpent);
        SessionCookie.Set(context, text, options.Value.SessionTimeMax);
        return TypedResults.Json(
            SessionView.Of(session, session.Id),
            ApiJson.Default.SessionView,
            statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SignIn signIn)
    {
        var caller = CallerOf(context);
        var sessions = await signIn.ListAsync(caller);
        return TypedResults.Json(
            new ListPage<SessionView>([.. sessions.Select(session => SessionView.Of(session, caller.Key))], Next: null),
            ApiJson.Default.ListPageSessionView);
    }

    private static async Task<IResult> CloseAsync(string session, HttpContext context, SignIn signIn)
    {
        var caller = CallerOf(context);
        var id = caller.Key;
        if (session is not "current" && !Scope.TryParseId(session, out id))
            return new ProblemResult(KnownProblems.NotFound);
        if (!await signIn.CloseAsync(caller, id)) return new ProblemResult(KnownProblems.NotFound);
        if (id == caller.Key) SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    private static Caller CallerOf(HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
