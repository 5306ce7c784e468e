using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Access;

/// <summary>Knows a caller by an API key. Only the key's SHA-256 is ever compared or kept.</summary>
internal sealed class KeyAuthentication(
    IDirectory directory,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "key";
    private const string Prefix = "Bearer ";
    private const int KeyCharsMax = 256;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !IsBearer(header))
            return AuthenticateResult.NoResult();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header[Prefix.Length..].Trim()));
        var caller = await directory.FindCallerAsync(hash, Context.RequestAborted);
        if (caller is null) return AuthenticateResult.Fail("The key is not valid.");
        Context.Features.Set(caller);
        var claims = new[]
        {
            new Claim(ClaimTypes.NameIdentifier, caller.Account.Value.ToString("N")),
            new Claim(ClaimTypes.Role, caller.Role.ToString()),
        };
        return AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var presented = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate =
            presented ? "Bearer realm=\"OmniSage\", error=\"invalid_token\"" : "Bearer realm=\"OmniSage\"";
        return new ProblemResult(KnownProblems.Unauthenticated).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new ProblemResult(KnownProblems.Forbidden).ExecuteAsync(Context);

    private static bool IsBearer(string header) =>
        header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && header.Length <= Prefix.Length + KeyCharsMax;
}
