using System.Globalization;

namespace OmniSage.Grains.Documents;

/// <summary>Reads the values that every kind of document is made of; what is faulty reads as absent.</summary>
internal class YamlValues(DocumentFaults faults)
{
    protected DocumentFaults Faults => faults;

    public T? Name<T>(YamlNode? node)
        where T : struct, Enum
    {
        if (node is null) return null;
        if (node is YamlText { Value: var text } && NameOf<T>(text) is { } name) return name;
        var names = string.Join(", ", Enum.GetNames<T>().Select(one => one.ToLowerInvariant()));
        faults.Add(node, $"This has to be one of {names}.");
        return null;
    }

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

    /// <summary>A list of texts, or one of them.</summary>
    protected ImmutableArray<T> Texts<T>(YamlNode? node, int max, Func<YamlText, T?> read)
        where T : class
    {
        var items = node switch
        {
            null => [],
            YamlList list => list.Items,
            _ => [node],
        };
        if (items.Length > max) faults.Add(items[max], $"There are more than {max} entries.");
        var values = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (var item in items.Take(max))
        {
            if (item is not YamlText text) faults.Add(item, "This has to be text.");
            else if (read(text) is { } value) values.Add(value);
        }

        return values.DrainToImmutable();
    }

    protected static T? NameOf<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            var isName = value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase);
            if (isName && !text.Any(char.IsUpper)) return value;
        }

        return null;
    }
}
