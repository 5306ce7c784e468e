using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Api.Policy;

/// <summary>What passes without asking, how often it still may, and until when.</summary>
internal sealed record GrantView(string Id, GrantTermsView Terms, int Uses, string By, string Made, string Expires)
{
    public static GrantView Of(Grant grant) => new(
        grant.Id.ToString("N"),
        GrantTermsView.Of(grant.Terms),
        grant.Uses,
        grant.By.ToString("N"),
        Timestamp.Text(grant.MadeUs),
        Timestamp.Text(grant.ExpiresUs));
}

/// <summary>
/// The bounds of a grant: calls of this tool whose hosts are these, and whose arguments (by JSON pointer, as JSON; none
/// when the hosts are the bound).
/// </summary>
internal sealed record GrantTermsView(
    string Tool,
    int ToolVersion,
    string? Account,
    string Agent,
    IReadOnlyList<string> Hosts,
    IReadOnlyList<GrantArgumentView>? Arguments,
    int UsesMax,
    int Days)
{
    public static GrantTermsView Of(GrantTerms terms) => new(
        terms.Tool,
        terms.Version,
        terms.Account?.ToString("N"),
        terms.Agent,
        terms.Hosts,
        terms.Arguments is { } all ? [.. all.Select(one => new GrantArgumentView(one.Place, one.Value))] : null,
        terms.UsesMax,
        terms.Days);
}

internal sealed record GrantArgumentView(string Pointer, string Value);
