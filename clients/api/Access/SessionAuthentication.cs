using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OmniSage.Api.Problems;
using OmniSage.Api.Sessions;

namespace OmniSage.Api.Access;

/// <summary>
/// Knows a caller by the cookie of a browser's session. As a browser sends the cookie by itself, a request that changes
/// something has to bear a header besides, which no page of another origin can send.
/// </summary>
internal sealed class SessionAuthentication(
    SignIn signIn,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "session";

    /// <summary>Any value will do: a browser asks before it lets a foreign page send it, and is told no.</summary>
    public const string PageHeader = "X-OmniSage-Page";

    public static bool IsFromPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || request.Headers.ContainsKey(PageHeader);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } text) return AuthenticateResult.NoResult();
        if (!IsFromPage(Request)) return AuthenticateResult.Fail("The page's header is missing.");
        if (await signIn.FindCallerAsync(text, Context.RequestAborted) is not { } caller)
            return AuthenticateResult.Fail("The session is not valid.");
        Context.Features.Set(caller);
        var claims = new[]
        {
            new Claim(ClaimTypes.NameIdentifier, caller.Account.Value.ToString("N")),
            new Claim(ClaimTypes.Role, caller.Role.ToString()),
        };
        return AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => new ProblemResult(
        IsFromPage(Request) ? KnownProblems.SignedOut : KnownProblems.NotFromPage).ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new ProblemResult(KnownProblems.Forbidden).ExecuteAsync(Context);
}
