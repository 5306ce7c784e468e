using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>What the runtime knows of one grain class.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "grain";

    private readonly ObjectFactory _factory;

    public GrainClass(Type type, GrainCollectionOptions collection)
    {
        Type = type;
        GrainType = NameOf(type);
        Interfaces = [.. type.GetInterfaces().Where(InterfaceShape.IsGrainInterface)];
        FirstInterface = Interfaces is [var first, ..] ? first : typeof(IGrain);
        Workers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.Workers ?? 0;
        CollectionAge = AgeOf(type, collection);
        _factory = ActivatorUtilities.CreateFactory(type, []);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public IReadOnlyList<Type> Interfaces { get; }

    public Type FirstInterface { get; }

    /// <summary>The most activations of one id; 0 stands for a plain grain, which has one.</summary>
    public int Workers { get; }

    public TimeSpan CollectionAge { get; }

    public object Create(IServiceProvider services) => _factory(services, null);

    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
            return GrainType.Create(named.GrainType);
        var name = type.Name.ToLowerInvariant();
        var bare = name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal);
        return GrainType.Create(bare ? name[..^Suffix.Length] : name);
    }

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions collection)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute), inherit: false))
            return TimeSpan.MaxValue;
        if (type.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } limit)
            return limit.AlwaysActive ? TimeSpan.MaxValue : limit.AgeLimit;
        return collection.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, collection.CollectionAge);
    }
}
