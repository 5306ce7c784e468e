// Placeholder for the contract attributes until orleans-local proper lands.
namespace Orleans
{
    public interface IAddressable;
    public interface IGrain : IAddressable;
    public interface IGrainWithStringKey : IGrain;
    public interface IGrainObserver : IAddressable;
    public interface IRemindable : IGrain;
    [AttributeUsage(AttributeTargets.All)] public sealed class GenerateSerializerAttribute : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class IdAttribute(uint id) : Attribute { public uint Id { get; } = id; }
    [AttributeUsage(AttributeTargets.All)] public sealed class AliasAttribute(string alias) : Attribute { public string Alias { get; } = alias; }
    [AttributeUsage(AttributeTargets.All)] public sealed class ImmutableAttribute : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class GrainTypeAttribute(string type) : Attribute { public string Type { get; } = type; }
}

namespace Orleans.Concurrency
{
    [AttributeUsage(AttributeTargets.All)] public sealed class ReadOnlyAttribute : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class OneWayAttribute : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class AlwaysInterleaveAttribute : Attribute;
}

namespace Orleans.Metadata
{
    [AttributeUsage(AttributeTargets.All)] public sealed class GrainInterfaceTypeAttribute(string type) : Attribute { public string Type { get; } = type; }
}
