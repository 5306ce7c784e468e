using System.Text.Json;
using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Grains.Policies;

/// <summary>
/// What a grant for a call is bounded by, and whether a call is within a grant. Reading is bounded by its hosts;
/// anything else by all its arguments, exactly.
/// </summary>
internal static class Granting
{
    /// <summary>The terms of a grant for calls like this one; null when they would be too large to be kept.</summary>
    public static GrantTerms? Offer(PolicyCall call, int usesMax, int days)
    {
        var byHosts = IsBoundByHosts(call);
        var members = byHosts ? [] : call.Arguments.EnumerateObject().ToImmutableArray();
        if (call.Hosts.Length > GrantTerms.BoundsMax || members.Length > GrantTerms.BoundsMax) return null;
        var arguments = members.Select(Bound).ToImmutableArray();
        if (arguments.Any(one => one.Value.Length > GrantTerms.BoundCharsMax
            || one.Place.Length > GrantTerms.BoundCharsMax))
        {
            return null;
        }

        return new()
        {
            Tool = call.Tool,
            Version = call.Version,
            Account = call.Caller.Account,
            Agent = call.Agent,
            Hosts = call.Hosts,
            Arguments = byHosts ? null : arguments,
            UsesMax = usesMax,
            Days = days,
        };
    }

    public static bool Covers(GrantTerms terms, PolicyCall call)
    {
        if ((terms.Tool, terms.Version, terms.Account, terms.Agent)
            != (call.Tool, call.Version, call.Caller.Account, call.Agent))
        {
            return false;
        }

        if (!call.Hosts.All(host => terms.Hosts.Contains(host))) return false;
        if (terms.Arguments is not { } bounds) return IsBoundByHosts(call);
        var members = call.Arguments.EnumerateObject().Select(Bound).ToImmutableArray();
        return members.Length == bounds.Length && members.All(bounds.Contains);
    }

    /// <summary>It only reads, and it is known from where.</summary>
    private static bool IsBoundByHosts(PolicyCall call) =>
        call is { IsFetch: true, IsPublish: false, IsExternalWrite: false }
        && !call.Hosts.IsEmpty && !call.Hosts.Contains(CallTargets.NoHost);

    private static GrantArgument Bound(JsonProperty member)
    {
        var name = member.Name
            .Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        // The JSON of a string, so that "1" and 1 are two values.
        return new($"/{name}", JsonSerializer.Serialize(member.Value));
    }
}
