namespace OmniSage.Grains.Documents;

/// <summary>
/// The members of a map, each taken by its name. A map that is none, and keys that are unknown or there twice, are
/// faults; what is faulty reads as absent, so that one look finds several faults.
/// </summary>
internal sealed class YamlFields
{
    private readonly Dictionary<string, YamlNode> members = new(StringComparer.Ordinal);

    public YamlFields(YamlNode node, string what, DocumentFaults faults, params ReadOnlySpan<string> known)
    {
        Node = node;
        if (node is not YamlMap map)
        {
            faults.Add(node, $"{what} has to be a map with the keys {string.Join(", ", known!)}.");
            return;
        }

        foreach (var (key, value) in map.Entries)
        {
            if (!known.Contains(key.Value))
                faults.Add(key, $"'{key.Value}' is no key of {what}. Known are {string.Join(", ", known!)}.");
            else if (!members.TryAdd(key.Value, value))
                faults.Add(key, $"'{key.Value}' is there twice.");
        }
    }

    public YamlNode Node { get; }

    /// <summary>A map without a key.</summary>
    public bool IsEmpty => Node is YamlMap { Entries.IsEmpty: true };

    public YamlNode? Find(string key) => members.GetValueOrDefault(key);
}
