using System.Globalization;

namespace OmniSage.Grains.Policies;

/// <summary>Reads the values that a policy is made of. One value may stand where a list of them may.</summary>
internal sealed class YamlValues(PolicyFaults faults)
{
    /// <summary>How many patterns there were so far.</summary>
    public int Patterns { get; private set; }

    public ImmutableArray<Glob> Globs(YamlNode? node, bool isPath = false) =>
        Texts(node, PolicyBounds.PatternsOfConditionMax, text => Pattern(text, text.Value, isPath));

    /// <summary>Patterns of host names, without port or scheme.</summary>
    public ImmutableArray<Glob> Hosts(YamlNode node, int max) => Texts(node, max, text =>
    {
        var host = text.Value.TrimEnd('.').ToLowerInvariant();
        if (host.AsSpan().IndexOfAny("/:@ ") < 0 || host.StartsWith('[')) return Pattern(text, host.Trim('[', ']'));
        // An IPv6 address has colons and no port; anything else is more than a host.
        if (System.Net.IPAddress.TryParse(host, out _)) return Pattern(text, host);
        faults.Add(text, "This has to be a host, such as example.com or *.example.com: no scheme, port or path.");
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
            faults.Add(text, "This has to be owner, admin, member, or an account: 32 hex digits in lower case.");
            return null;
        });
        if (people.IsEmpty && node is YamlList { Items.IsEmpty: true }) faults.Add(node, "Somebody has to be named.");
        return [.. people.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public ImmutableArray<T> Names<T>(YamlNode? node)
        where T : struct, Enum
    {
        return
        [
            .. Texts(node, PolicyBounds.PatternsOfConditionMax, text => Name<T>(text) is { } name ? (object)name : null)
                .Cast<T>(),
        ];
    }

    public T? Name<T>(YamlNode? node)
        where T : struct, Enum
    {
        if (node is null) return null;
        if (node is YamlText { Value: var text } && NameOf<T>(text) is { } name) return name;
        var names = string.Join(", ", Enum.GetNames<T>().Select(one => one.ToLowerInvariant()));
        faults.Add(node, $"This has to be one of {names}.");
        return null;
    }

    public ImmutableArray<Guid> Ids(YamlNode? node) =>
    [
        .. Texts(node, PolicyBounds.PatternsOfConditionMax, text =>
        {
            if (GuidOf(text.Value) is { } id) return (object)id;
            faults.Add(text, "This has to be an account: 32 hex digits in lower case.");
            return null;
        }).Cast<Guid>(),
    ];

    public int? Number(YamlNode? node, string name, int most)
    {
        if (node is null) return null;
        if (node is YamlText { Value: var text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= most)
        {
            return number;
        }

        faults.Add(node, $"'{name}' has to be a number from 1 to {most}.");
        return null;
    }

    /// <summary>One line for people.</summary>
    public string? Line(YamlNode node, string name, int charsMax)
    {
        if (node is YamlText { Value: { Length: > 0 } text } && text.Length <= charsMax
            && !text.Any(char.IsControl) && text.Trim() == text)
        {
            return text;
        }

        faults.Add(node, $"'{name}' has to be one line of 1 to {charsMax} characters, without spaces around it.");
        return null;
    }

    private Glob? Pattern(YamlText at, string pattern, bool isPath = false)
    {
        Patterns++;
        if (Glob.IsValid(pattern)) return Glob.Of(pattern, isPath);
        faults.Add(at, $"A pattern has 1 to {Glob.CharsMax} characters and no control characters.");
        return null;
    }

    private ImmutableArray<T> Texts<T>(YamlNode? node, int max, Func<YamlText, T?> read)
        where T : class
    {
        var items = node switch
        {
            null => [],
            YamlList list => list.Items,
            _ => [node],
        };
        if (node is YamlList { Items.IsEmpty: true } && max == PolicyBounds.PatternsOfConditionMax)
            faults.Add(node, "An empty list would fit nothing: leave the condition out.");
        if (items.Length > max) faults.Add(items[max], $"There are more than {max} entries.");
        var values = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (var item in items.Take(max))
        {
            if (item is not YamlText text) faults.Add(item, "This has to be text.");
            else if (read(text) is { } value) values.Add(value);
        }

        return values.DrainToImmutable();
    }

    private static T? NameOf<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            var isName = value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase);
            if (isName && !text.Any(char.IsUpper)) return value;
        }

        return null;
    }

    private static Guid? GuidOf(string text) =>
        Guid.TryParseExact(text, "N", out var id) && id.ToString("N") == text ? id : null;
}
