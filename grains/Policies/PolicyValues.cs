using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Policies;

/// <summary>Reads the values that a policy is made of. One value may stand where a list of them may.</summary>
internal sealed class PolicyValues(DocumentFaults faults) : YamlValues(faults)
{
    /// <summary>How many patterns there were so far.</summary>
    public int Patterns { get; private set; }

    public ImmutableArray<Glob> Globs(YamlNode? node, bool isPath = false) =>
        Conditions(node, text => Pattern(text, text.Value, isPath));

    /// <summary>Patterns of host names, without port or scheme.</summary>
    public ImmutableArray<Glob> Hosts(YamlNode node, int max) => Texts(node, max, text =>
    {
        var host = text.Value.TrimEnd('.').ToLowerInvariant();
        if (host.AsSpan().IndexOfAny("/:@ ") < 0 || host.StartsWith('[')) return Pattern(text, host.Trim('[', ']'));
        // An IPv6 address has colons and no port; anything else is more than a host.
        if (System.Net.IPAddress.TryParse(host, out _)) return Pattern(text, host);
        Faults.Add(text, "This has to be a host, such as example.com or *.example.com: no scheme, port or path.");
        return null;
    });

    /// <summary>Whom to ask, in order.</summary>
    public ImmutableArray<string> People(YamlNode node)
    {
        var people = Texts(node, PolicyBounds.ApproversMax, text =>
        {
            if (NameOf<TenantRole>(text.Value) is { } role and not TenantRole.Auditor)
                return role.ToString().ToLowerInvariant();
            if (GuidOf(text.Value) is not null) return text.Value;
            Faults.Add(text, "This has to be owner, admin, member, or an account: 32 hex digits in lower case.");
            return null;
        });
        if (people.IsEmpty && node is YamlList { Items.IsEmpty: true }) Faults.Add(node, "Somebody has to be named.");
        return [.. people.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public ImmutableArray<T> Names<T>(YamlNode? node)
        where T : struct, Enum
    {
        return
        [
            .. Conditions(node, text => Name<T>(text) is { } name ? (object)name : null)
                .Cast<T>(),
        ];
    }

    public ImmutableArray<Guid> Ids(YamlNode? node) =>
    [
        .. Conditions(node, text =>
        {
            if (GuidOf(text.Value) is { } id) return (object)id;
            Faults.Add(text, "This has to be an account: 32 hex digits in lower case.");
            return null;
        }).Cast<Guid>(),
    ];

    /// <summary>What a condition lists: something.</summary>
    private ImmutableArray<T> Conditions<T>(YamlNode? node, Func<YamlText, T?> read)
        where T : class
    {
        if (node is YamlList { Items.IsEmpty: true })
            Faults.Add(node, "An empty list would fit nothing: leave the condition out.");
        return Texts(node, PolicyBounds.PatternsOfConditionMax, read);
    }

    private Glob? Pattern(YamlText at, string pattern, bool isPath = false)
    {
        Patterns++;
        if (Glob.IsValid(pattern)) return Glob.Of(pattern, isPath);
        Faults.Add(at, $"A pattern has 1 to {Glob.CharsMax} characters and no control characters.");
        return null;
    }

    private static Guid? GuidOf(string text) =>
        Guid.TryParseExact(text, "N", out var id) && id.ToString("N") == text ? id : null;
}
