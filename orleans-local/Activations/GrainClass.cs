using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>What the runtime knows of one grain class.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "grain";

    private readonly ObjectFactory _factory;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = NameOf(type);
        Interfaces = [.. type.GetInterfaces().Where(InterfaceShape.IsGrainInterface)];
        FirstInterface = Interfaces is [var first, ..] ? first : typeof(IGrain);
        _factory = ActivatorUtilities.CreateFactory(type, []);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public IReadOnlyList<Type> Interfaces { get; }

    public Type FirstInterface { get; }

    public object Create(IServiceProvider services) => _factory(services, null);

    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
            return GrainType.Create(named.GrainType);
        var name = type.Name.ToLowerInvariant();
        var bare = name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal);
        return GrainType.Create(bare ? name[..^Suffix.Length] : name);
    }
}
