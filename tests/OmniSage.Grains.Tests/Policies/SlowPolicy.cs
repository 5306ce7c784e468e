using System.Text.Json;
using System.Text.RegularExpressions;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Policies;

/// <summary>
/// What docs/policy.md says, sentence by sentence, with no thought for speed: it reads the rules' plain text, tells
/// patterns by regular expressions, and knows nothing of the engine's own parts.
/// </summary>
internal static class SlowPolicy
{
    private static readonly string[] Order = ["allow", "ask once", "ask each", "deny"];

    /// <summary>The verdict, and whom to ask, in order.</summary>
    public static (string Says, string Of, bool ByGrant) Decide(
        IReadOnlyList<RuleCase> rules, IReadOnlyList<string> listed, PolicyCall call)
    {
        var speaking = rules.Where(rule => Speaks(rule, call, whole: rule.Then == "allow")).ToList();
        var says = speaking.Select(rule => rule.Then).Concat(Ground(rules, listed, call)).Append("allow")
            .MaxBy(one => Array.IndexOf(Order, one))!;
        if (says is "allow" or "deny") return (says, "", false);
        var named = speaking.Where(rule => rule.Then.StartsWith("ask", StringComparison.Ordinal) && !rule.Of.IsEmpty)
            .ToList();
        var people = new[] { "owner", "admin", "member" }.Where(role => named.Count == 0
            ? role is "owner" or "admin"
            : named.TrueForAll(rule => rule.Of.Contains(role))).Order(StringComparer.Ordinal).ToList();
        if (people.Count == 0) return ("deny", "", false);
        var of = string.Join(",", people);
        return says is "ask once" && call.Grants.Any(grant => Lets(grant, call))
            ? ("allow", of, true)
            : (says, of, false);
    }

    private static IEnumerable<string> Ground(
        IReadOnlyList<RuleCase> rules, IReadOnlyList<string> listed, PolicyCall call)
    {
        var speaking = rules.Where(rule => rule.Then != "deny" && Speaks(rule, call, whole: true)).ToList();
        var isAllowed = speaking.Any(rule => rule.Then == "allow");
        var isNamed = speaking.Any(rule => rule.When.TryGetValue("tool", out var tools) && tools.Contains(call.Tool));
        var meansDestruction = speaking.Any(rule => Contains(rule, "risk", "destructive"));
        var meansOutside = speaking.Any(rule => Contains(rule, "effects", "external"));
        var fetches = call.Hosts.Any() || call.Scopes.Contains("read_web");
        var publishes = call.Scopes.Contains("publish")
            || (call.Scopes.Contains("write_files") && call.Effects != ToolEffects.Sandbox);
        string[] inside =
            ["read_files", "write_files", "read_memory", "write_memory", "publish", "delegate", "ask_user"];
        var staysInside = !call.Hosts.Any() && call.Scopes.Any() && call.Scopes.All(inside.Contains);
        var writesOutside = call.Effects == ToolEffects.External && !staysInside;
        var isListed = call.Hosts.Any() && call.Hosts.All(host => listed.Any(one => IsMatch(one, host)));
        if (fetches && !isListed && !isAllowed) yield return "ask once";
        if (call.Risk == ToolRisk.Middling && !isAllowed) yield return "ask once";
        if (publishes && !isAllowed) yield return "ask once";
        if (call.Risk == ToolRisk.Destructive && !isNamed && !meansDestruction) yield return "ask each";
        if (writesOutside && !isNamed && !meansOutside) yield return "deny";
        if (call.Labels.Trust == Trust.Untrusted && (fetches || publishes || writesOutside)) yield return "ask each";
    }

    private static bool Contains(RuleCase rule, string key, string value) =>
        rule.When.TryGetValue(key, out var values) && values.Contains(value);

    private static bool Speaks(RuleCase rule, PolicyCall call, bool whole) => rule.When.All(condition =>
    {
        var (key, wanted) = condition;
        return key switch
        {
            "tool" => wanted.Any(one => IsMatch(one, call.Tool)),
            "scope" => Fit(wanted, call.Scopes),
            "host" => Fit(wanted, call.Hosts),
            "path" => Fit(wanted, call.Paths, isPath: true),
            "argument" => call.Arguments.TryGetProperty("command", out var command) && Fit(wanted, [TextOf(command)]),
            "risk" => wanted.Contains(call.Risk.ToString().ToLowerInvariant()),
            "effects" => wanted.Contains(call.Effects.ToString().ToLowerInvariant()),
            "caller" => call.Caller.Role is { } role ? wanted.Contains(role.ToString().ToLowerInvariant()) : !whole,
            "trust" => call.Labels.Trust >= Enum.Parse<Trust>(wanted[0], ignoreCase: true)
                && call.Labels.Trust <= Enum.Parse<Trust>(wanted[1], ignoreCase: true),
            _ => throw new InvalidOperationException(key),
        };

        bool Fit(IEnumerable<string> patterns, IReadOnlyList<string> values, bool isPath = false)
        {
            bool Fits(string value) => patterns.Any(pattern => IsMatch(pattern, value, isPath));
            return values.Count > 0 && (whole ? values.All(Fits) : values.Any(Fits));
        }
    });

    private static bool Lets(GrainInterfaces.Policies.Grant grant, PolicyCall call)
    {
        var terms = grant.Terms;
        var isTooLate = PolicyCases.Now.ToUnixTimeMilliseconds() * 1_000 >= grant.ExpiresUs;
        if (isTooLate || grant.Uses >= terms.UsesMax || terms.Tool != call.Tool) return false;
        if (call.Hosts.Except(terms.Hosts).Any()) return false;
        if (terms.Arguments is { } bounds)
        {
            var given = call.Arguments.EnumerateObject().ToDictionary(
                one => $"/{one.Name}", one => one.Value.GetRawText());
            return given.Count == bounds.Length
                && bounds.All(bound => given.GetValueOrDefault(bound.Place) == bound.Value);
        }

        return call.Hosts.Any() && !call.Hosts.Contains("?") && !call.Scopes.Contains("publish")
            && !(call.Scopes.Contains("write_files") && call.Effects != ToolEffects.Sandbox)
            && call.Effects != ToolEffects.External;
    }

    public static bool IsMatch(string pattern, string value, bool isPath = false)
    {
        var regex = Regex.Escape(pattern);
        regex = isPath
            ? regex.Replace(@"\*\*", "\u0001", StringComparison.Ordinal)
                .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
                .Replace(@"\?", "[^/]", StringComparison.Ordinal)
                .Replace("\u0001", ".*", StringComparison.Ordinal)
            : regex.Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal);
        return Regex.IsMatch(value, $@"\A{regex}\z", RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }

    private static string TextOf(JsonElement value) => value.GetString()!;
}
