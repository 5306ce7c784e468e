using System.Text;

namespace OmniSage.GrainInterfaces.Policies;

/// <summary>The policies that come with OmniSage, by name, each a whole document.</summary>
public static class PolicyPresets
{
    /// <summary>The one that every workspace begins with.</summary>
    public const string Default = "careful";

    public static ImmutableArray<string> Names { get; } = [Default, "locked", "open"];

    private static readonly ImmutableSortedDictionary<string, string> Texts =
        Names.ToImmutableSortedDictionary(name => name, Read, StringComparer.Ordinal);

    /// <summary>The text of one of <see cref="Names"/>.</summary>
    public static string TextOf(string name) => Texts[name];

    private static string Read(string name)
    {
        using var stream = typeof(PolicyPresets).Assembly.GetManifestResourceStream($"OmniSage.Policies.{name}.yaml")
            ?? throw new InvalidOperationException($"The preset {name} is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
