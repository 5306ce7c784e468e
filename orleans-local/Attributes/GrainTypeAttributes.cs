namespace Orleans
{
    /// <summary>Names a grain class in grain ids, so that renaming the class keeps its ids.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GrainTypeAttribute(string grainType) : Attribute
    {
        internal string GrainType { get; } = grainType;
    }
}

namespace Orleans.Runtime
{
    /// <summary>Names a grain interface independently of its .NET name.</summary>
    [AttributeUsage(AttributeTargets.Interface)]
    public sealed class GrainInterfaceTypeAttribute(string value) : Attribute
    {
        internal string Value { get; } = value;
    }
}
