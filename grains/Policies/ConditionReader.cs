using OmniSage.Grains.Documents;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Policies;

/// <summary>Reads when a rule speaks.</summary>
internal sealed class ConditionReader(PolicyValues values, DocumentFaults faults)
{
    private static readonly string[] Keys =
    [
        "tool", "scope", "risk", "effects", "host", "path", "argument", "trust", "sensitivity", "caller", "agent",
    ];

    public PolicyCondition Read(YamlFields rule)
    {
        if (rule.Find("when") is not { } node)
        {
            faults.Add(rule.Node, "A rule needs 'when': for every call it is 'tool: \"*\"'.");
            return new();
        }

        var fields = new YamlFields(node, "when", faults, Keys);
        if (fields.IsEmpty) faults.Add(node, "'when' needs a condition: for every call it is 'tool: \"*\"'.");
        var (trustLeast, trustMost) = Bounds<Trust>(fields.Find("trust"), "trust");
        var (sensitivityLeast, sensitivityMost) = Bounds<Sensitivity>(fields.Find("sensitivity"), "sensitivity");
        var caller = fields.Find("caller") is { } who ? new YamlFields(who, "caller", faults, "role", "account") : null;
        if (caller is { IsEmpty: true }) faults.Add(caller.Node, "'caller' needs a role or an account.");
        return new()
        {
            Tools = values.Globs(fields.Find("tool")),
            Scopes = values.Globs(fields.Find("scope")),
            Risks = values.Names<ToolRisk>(fields.Find("risk")),
            Effects = values.Names<ToolEffects>(fields.Find("effects")),
            Hosts = fields.Find("host") is { } host ? values.Hosts(host, PolicyBounds.PatternsOfConditionMax) : [],
            Paths = values.Globs(fields.Find("path"), isPath: true),
            Arguments = Arguments(fields.Find("argument")),
            TrustLeast = trustLeast,
            TrustMost = trustMost,
            SensitivityLeast = sensitivityLeast,
            SensitivityMost = sensitivityMost,
            Roles = values.Names<TenantRole>(caller?.Find("role")),
            Accounts = values.Ids(caller?.Find("account")),
            Agents = values.Globs(fields.Find("agent")),
        };
    }

    private (T? Least, T? Most) Bounds<T>(YamlNode? node, string name)
        where T : struct, Enum
    {
        if (node is null) return (null, null);
        var fields = new YamlFields(node, name, faults, "at_least", "at_most");
        if (fields.IsEmpty) faults.Add(node, $"'{name}' needs at_least or at_most.");
        return (values.Name<T>(fields.Find("at_least")), values.Name<T>(fields.Find("at_most")));
    }

    private ImmutableArray<PolicyArgument> Arguments(YamlNode? node)
    {
        if (node is null) return [];
        if (node is not YamlMap { Entries: { IsEmpty: false } entries })
        {
            faults.Add(node, "'argument' has to be a map from JSON pointers, such as /url, to patterns.");
            return [];
        }

        if (entries.Length > PolicyBounds.ArgumentsOfRuleMax)
            faults.Add(node, $"'argument' has more than {PolicyBounds.ArgumentsOfRuleMax} entries.");
        var arguments = ImmutableArray.CreateBuilder<PolicyArgument>(entries.Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            var patterns = values.Globs(value);
            if (!seen.Add(key.Value)) faults.Add(key, $"'{key.Value}' is there twice.");
            if (key.Value.Length <= Glob.CharsMax && PolicyArgument.Parse(key.Value) is { } path)
                arguments.Add(new(path, patterns));
            else
                faults.Add(key, "This has to be a JSON pointer, such as /url.");
        }

        return arguments.DrainToImmutable();
    }
}
