namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>
/// One person's account and the sessions that it is signed in by. Keyed by <see cref="AccountId"/>. A link opens at
/// most one session; what links and sessions are known by is kept as hashes only.
/// </summary>
[Alias("omnisage.account"), GrainInterfaceType("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Opens the account. Opening it again changes nothing.</summary>
    [Alias("open")]
    Task OpenAsync(string name, bool isOperator);

    /// <summary>
    /// Makes a link valid for <see cref="SignInOffer.TimeMax"/>; the oldest goes where there are too many.
    /// Repeating it changes nothing.
    /// </summary>
    [Alias("offer-sign-in")]
    Task OfferSignInAsync(SignInOffer offer);

    /// <summary>
    /// Uses up a link and opens a session; null when the link is unknown, used or expired. The same wish again answers
    /// the same session.
    /// </summary>
    [Alias("open-session")]
    Task<Session?> OpenSessionAsync(OpenSession command);

    /// <summary>The session known by this hash; null when there is none, or none any more.</summary>
    [Alias("find-session"), ReadOnly]
    Task<Session?> FindSessionAsync(string hash);

    /// <summary>The sessions of a tenant that are open, newest first.</summary>
    [Alias("list-sessions"), ReadOnly]
    Task<ImmutableArray<Session>> ListSessionsAsync(TenantId tenant);

    /// <summary>
    /// Closes a session of a tenant at once and for good; false when there is none. Repeating it changes nothing.
    /// </summary>
    [Alias("close-session")]
    Task<bool> CloseSessionAsync(TenantId tenant, Guid session);
}
