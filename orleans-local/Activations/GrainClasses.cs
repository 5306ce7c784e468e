using System.Collections.Frozen;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>
/// All grain classes of the program: those of every loaded or referenced assembly that refers to this one.
/// </summary>
internal sealed class GrainClasses
{
    private readonly FrozenDictionary<GrainType, GrainClass> _byType;
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;

    public GrainClasses()
    {
        var classes = Assemblies()
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
                && typeof(IGrainBase).IsAssignableFrom(type))
            .Select(static type => new GrainClass(type))
            .ToList();
        if (classes.GroupBy(static c => c.GrainType).FirstOrDefault(static group => group.Count() > 1) is { } clash)
        {
            throw new OrleansConfigurationException(
                $"The grain type '{clash.Key}' is claimed by "
                + $"{string.Join(" and ", clash.Select(c => c.Type.FullName))}.");
        }

        _byType = classes.ToFrozenDictionary(static c => c.GrainType);
        _byInterface = classes
            .SelectMany(static c => c.Interfaces.Select(i => (Interface: i, Class: c)))
            .GroupBy(static pair => pair.Interface)
            .ToFrozenDictionary(static group => group.Key, static group => group.Select(pair => pair.Class).ToArray());
    }

    /// <exception cref="ArgumentException">No grain class has this name.</exception>
    public GrainClass Find(GrainType type) =>
        _byType.GetValueOrDefault(type) ?? throw new ArgumentException($"Unable to find a grain class for '{type}'.");

    /// <summary>The one class behind an interface.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public GrainClass Find(Type grainInterface) => _byInterface.GetValueOrDefault(grainInterface) switch
    {
        [var only] => only,
        null => throw new ArgumentException($"Could not find an implementation for interface {grainInterface}"),
        { } several => throw new ArgumentException(
            $"Unable to identify a single appropriate grain type for interface {grainInterface}. Candidates: "
            + string.Join(", ", several.Select(static c => c.GrainType.ToString()))),
    };

    private static IEnumerable<Assembly> Assemblies()
    {
        var own = typeof(IGrain).Assembly.GetName().Name;
        var seen = new HashSet<string>();
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(static a => !a.IsDynamic));
        while (open.TryDequeue(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (!seen.Add(assembly.FullName!) || references.All(name => name.Name != own))
                continue;
            foreach (var name in references.Where(name => name.Name != own && !IsPlatform(name)))
                open.Enqueue(Assembly.Load(name));
            yield return assembly;
        }
    }

    /// <summary>Platform assemblies hold no grains; loading them all would only cost time at the start.</summary>
    private static bool IsPlatform(AssemblyName name) =>
        name.Name is null || name.Name.StartsWith("System", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.Name is "netstandard" or "mscorlib";
}
