using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Policies;

/// <summary>
/// Reads a policy document (docs/policy.md, docs/policy.schema.json). What is not understood is refused, with the
/// place; nothing is guessed, since a rule that is passed over is a hole.
/// </summary>
internal sealed class PolicyReader
{
    /// <summary>The form of the document that this program knows.</summary>
    public const string Form = "1";

    private readonly DocumentFaults faults = new();
    private readonly PolicyValues values;
    private readonly ConditionReader conditions;

    private PolicyReader()
    {
        values = new(faults);
        conditions = new(values, faults);
    }

    public static DocumentReading<PolicyDocument> Read(string text)
    {
        var reader = new PolicyReader();
        return DocumentRoot.Open(text, reader.faults) is { } root
            ? reader.Read(root)
            : new(null, reader.faults.ToImmutable());
    }

    private DocumentReading<PolicyDocument> Read(YamlNode root)
    {
        var fields = new YamlFields(root, "a policy", faults, "policy", "hosts", "approvers", "sandbox", "rules");
        DocumentRoot.CheckForm(fields, "policy", Form, faults);
        var document = new PolicyDocument
        {
            Hosts = fields.Find("hosts") is { } hosts ? values.Hosts(hosts, PolicyBounds.HostsMax) : [],
            Approvers = fields.Find("approvers") is { } approvers
                ? values.People(approvers)
                : PolicyBounds.ApproversDefault,
            Sandbox = fields.Find("sandbox") is { } sandbox
                ? new SandboxReader(values, faults).Read(sandbox)
                : SandboxTerms.Default,
            Rules = fields.Find("rules") is { } rules ? ReadRules(rules) : [],
        };
        if (values.Patterns > PolicyBounds.PatternsMax)
            faults.Add(root, $"The document has more than {PolicyBounds.PatternsMax} patterns.");
        return faults.IsEmpty ? new(document, []) : new(null, faults.ToImmutable());
    }

    private ImmutableArray<PolicyRule> ReadRules(YamlNode node)
    {
        if (node is not YamlList { Items: var items })
        {
            faults.Add(node, "rules has to be a list.");
            return [];
        }

        if (items.Length > PolicyBounds.RulesMax)
        {
            faults.Add(items[PolicyBounds.RulesMax], $"There are more than {PolicyBounds.RulesMax} rules.");
            return [];
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. items.Select(item => ReadRule(item, names))];
    }

    private PolicyRule ReadRule(YamlNode node, HashSet<string> names)
    {
        var fields = new YamlFields(node, "a rule", faults, "name", "when", "then", "why", "of", "grant");
        var then = ReadThen(fields);
        var of = fields.Find("of");
        var grant = fields.Find("grant");
        var why = fields.Find("why");
        if (then is PolicyStrictness.Deny && why is null) faults.Add(node, "A rule that denies has to say why.");
        if (of is not null && then is (PolicyStrictness.Allow or PolicyStrictness.Deny))
            faults.Add(of, "'of' is for rules that ask.");
        if (grant is not null && then is not (null or PolicyStrictness.AskOnce))
            faults.Add(grant, "'grant' is for rules that ask once.");
        var (uses, days) = ReadGrant(grant);
        return new()
        {
            Name = ReadName(fields, names),
            When = conditions.Read(fields),
            Then = then ?? PolicyStrictness.Deny,
            Why = why is null ? null : values.Line(why, "why", PolicyBounds.WhyCharsMax),
            Of = of is null ? null : values.People(of),
            UsesMax = uses,
            Days = days,
        };
    }

    private string ReadName(YamlFields fields, HashSet<string> names)
    {
        if (fields.Find("name") is not { } node)
        {
            faults.Add(fields.Node, "A rule needs a name.");
            return "";
        }

        var name = values.Line(node, "name", PolicyBounds.NameCharsMax) ?? "";
        if (name.Contains(':', StringComparison.Ordinal))
            faults.Add(node, "A name has no colon: 'ground:' and 'grant:' are OmniSage's own.");
        if (!names.Add(name)) faults.Add(node, "Another rule has this name.");
        return name;
    }

    private PolicyStrictness? ReadThen(YamlFields fields)
    {
        var node = fields.Find("then");
        PolicyStrictness? then = node is YamlText { Value: var text }
            ? text switch
            {
                "allow" => PolicyStrictness.Allow,
                "ask once" => PolicyStrictness.AskOnce,
                "ask each" => PolicyStrictness.AskEach,
                "deny" => PolicyStrictness.Deny,
                _ => null,
            }
            : null;
        if (then is null) faults.Add(node ?? fields.Node, "'then' has to be allow, ask once, ask each or deny.");
        return then;
    }

    private (int Uses, int Days) ReadGrant(YamlNode? node)
    {
        if (node is null) return (PolicyBounds.UsesDefault, PolicyBounds.DaysDefault);
        var fields = new YamlFields(node, "a grant", faults, "uses", "days");
        return (
            values.Number(fields.Find("uses"), "uses", GrantTerms.UsesMost) ?? PolicyBounds.UsesDefault,
            values.Number(fields.Find("days"), "days", GrantTerms.DaysMost) ?? PolicyBounds.DaysDefault);
    }
}
