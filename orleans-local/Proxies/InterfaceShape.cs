using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>What references need to know of one grain or observer interface. Made once per interface.</summary>
internal sealed class InterfaceShape
{
    private static readonly ConcurrentDictionary<Type, InterfaceShape> Shapes = new();

    private readonly FrozenDictionary<MethodInfo, MethodShape> _methods;

    private InterfaceShape(Type type)
    {
        Type = type;
        Name = GrainInterfaceType.Create(
            type.GetCustomAttribute<GrainInterfaceTypeAttribute>()?.Value ?? type.FullName ?? type.Name);
        _methods = type.GetInterfaces().Append(type)
            .SelectMany(static part => part.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .ToFrozenDictionary(static method => method, method => new MethodShape(this, method));
    }

    public Type Type { get; }

    public GrainInterfaceType Name { get; }

    public MethodShape this[MethodInfo method] => _methods[method];

    public static InterfaceShape Of(Type type) => Shapes.GetOrAdd(type, static key => new(key));

    /// <summary>The interfaces that say what a grain does, without those of the runtime.</summary>
    public static bool IsGrainInterface(Type type) =>
        typeof(IGrain).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly;
}
