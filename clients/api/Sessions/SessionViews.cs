namespace OmniSage.Api.Sessions;

/// <summary>What signs a browser in.</summary>
/// <param name="Code">The code of a link, as <c>omnisage link</c> prints it.</param>
internal sealed record SignInBody(string? Code = null);

/// <summary>A link by which somebody can sign in once.</summary>
/// <param name="Code">The code.</param>
/// <param name="Path">Where the page takes it, behind the address of OmniSage.</param>
/// <param name="Expires">From then on it is worth nothing.</param>
internal sealed record SignInLinkView(string Code, string Path, string Expires);

/// <summary>A browser that is signed in; <see cref="Current"/> is the one that asks.</summary>
internal sealed record SessionView(string Id, TenantRole Role, string Opened, string Expires, bool Current)
{
    public static SessionView Of(Session session, Guid? current) => new(
        session.Id.ToString("N"),
        session.Role,
        Timestamp.Text(session.OpenedUs),
        Timestamp.Text(session.ExpiresUs),
        session.Id == current);
}
