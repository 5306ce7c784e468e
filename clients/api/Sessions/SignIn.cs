using Microsoft.Extensions.Options;

namespace OmniSage.Api.Sessions;

/// <summary>
/// Signs browsers in: makes links, opens sessions by them, and says whose a session is. The account's grain decides;
/// whoever is no member any more is nobody, whatever the session says.
/// </summary>
public sealed class SignIn(IGrainFactory grains, IDirectory directory, IOptions<ApiOptions> options)
{
    /// <summary>The fragment of the page's address that brings a code: no server sees it, so no log does.</summary>
    public const string Fragment = "#/sign-in/";

    /// <summary>The code of a link by which the account may sign in once, and no higher than the caller.</summary>
    public async Task<string> OfferAsync(Caller caller)
    {
        var code = AccountSecret.Make(caller.Tenant, caller.Account);
        await AccountOf(caller.Account).OfferSignInAsync(new(code.Hash, caller.Tenant, caller.Role));
        return code.Text;
    }

    /// <summary>What the browser is to be known by from now on; null when the code is not valid.</summary>
    internal async Task<(string Text, Session Session)?> OpenAsync(string? code, CancellationToken cancellation)
    {
        if (await ReadAsync(code, cancellation) is not var (secret, member)) return null;
        var text = AccountSecret.Make(secret.Tenant, secret.Account);
        var session = await AccountOf(member.Account).OpenSessionAsync(
            new(secret.Hash, text.Hash, options.Value.SessionTimeMax));
        return session is null ? null : (text.Text, session);
    }

    /// <summary>Whom a session stands for; null when it is none, or none any more.</summary>
    internal async Task<Caller?> FindCallerAsync(string text, CancellationToken cancellation)
    {
        if (await ReadAsync(text, cancellation) is not var (secret, member)) return null;
        var session = await AccountOf(member.Account).FindSessionAsync(secret.Hash);
        if (session is null || session.Tenant != member.Tenant) return null;
        return member with { Role = session.Role < member.Role ? session.Role : member.Role, Key = session.Id };
    }

    internal Task<ImmutableArray<Session>> ListAsync(Caller caller) =>
        AccountOf(caller.Account).ListSessionsAsync(caller.Tenant);

    internal Task<bool> CloseAsync(Caller caller, Guid session) =>
        AccountOf(caller.Account).CloseSessionAsync(caller.Tenant, session);

    /// <summary>Asked before the grain is, so that an invented secret wakes none.</summary>
    private async ValueTask<(AccountSecret Secret, Caller Member)?> ReadAsync(
        string? text, CancellationToken cancellation) =>
        AccountSecret.Read(text) is { } secret
        && await directory.FindRoleAsync(secret.Tenant, secret.Account, cancellation) is { } role
            ? (secret, new(secret.Account, secret.Tenant, role, Guid.Empty))
            : null;

    /// <summary>Accounts belong to the install, which is therefore what these calls speak for.</summary>
    private IAccountGrain AccountOf(AccountId account)
    {
        CallerContext.Set(TenantId.Install, account.Value.ToString("N"));
        return grains.GetGrain<IAccountGrain>(account.ToGrainKey());
    }
}
