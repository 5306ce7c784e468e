using Microsoft.AspNetCore.Http.Features;

namespace OmniSage.Api.Access;

/// <summary>Who calls, and in which workspace: what every handler below a workspace begins with.</summary>
internal sealed record Scope(Caller Caller, WorkspaceSummary Workspace)
{
    public TenantId Tenant => Caller.Tenant;

    public Guid Account => Caller.Account.Value;

    /// <summary>Set by <see cref="WorkspaceFilter"/>; its absence is a mistake in the routes.</summary>
    public static Scope Of(HttpContext context) => context.Features.GetRequiredFeature<Scope>();

    /// <summary>An id has one spelling, 32 lower-case hex digits; anything else names nothing.</summary>
    public static bool TryParseId(string text, out Guid id) =>
        Guid.TryParseExact(text, "N", out id) && !text.AsSpan().ContainsAnyInRange('A', 'F');
}
