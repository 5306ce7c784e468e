using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OmniSage.Tidy.Tests.References;

/// <summary>What assemblies really use: the types that their compiled code names.</summary>
internal static class CompiledReferences
{
    /// <summary>Our assemblies; this project refers to each of theirs, so that they lie beside this one.</summary>
    public static ImmutableArray<string> Assemblies { get; } =
    [
        .. ReferenceTable.Projects.Keys.Order(StringComparer.Ordinal)
            .Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll"))
            .Where(File.Exists),
    ];

    public static IEnumerable<string> Namespaces(
        IEnumerable<string> assemblies, ImmutableDictionary<string, ImmutableHashSet<string>> reserved) =>
        from path in assemblies
        let assembly = Path.GetFileNameWithoutExtension(path)
        from used in UsedTypes(path)
        from rule in reserved
        where used.Namespace == rule.Key || used.Namespace.StartsWith(rule.Key + ".", StringComparison.Ordinal)
        where !rule.Value.Contains(assembly)
        select $"{assembly} uses {used.Namespace}.{used.Name}; {rule.Key} is not for it";

    private static List<(string Namespace, string Name)> UsedTypes(string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences
                .Select(metadata.GetTypeReference)
                .Select(type => (metadata.GetString(type.Namespace), metadata.GetString(type.Name))),
        ];
    }
}
