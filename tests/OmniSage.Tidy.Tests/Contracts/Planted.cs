using System.Text.Json;

namespace OmniSage.Tidy.Tests.Contracts;

/// <summary>Contracts with one fault of each kind, and sound ones beside them; attributes count by name.</summary>
public static class Planted
{
    public interface IAddressable;

    public interface IBadGrain : IAddressable
    {
        Task UnnamedAsync(List<int> values, Bad bad);

        [Alias("take"), OneWay]
        Task<int?> TakeAsync(Good good, CancellationToken cancellation);
    }

    public enum Color
    {
        Red,
        Blue = 4,
    }

    public record Bad
    {
        [Id(0)] public int Set { get; set; }

        public JsonElement Json { get; init; }

        [Id(0)] public byte[] Bytes { get; init; } = [];
    }

    public sealed record BadChild : Bad;

    [GenerateSerializer, Alias("planted.good")]
    public sealed record Good(Color Color)
    {
        [Id(3)] public ImmutableArray<string> Names { get; init; } = [];

        public int Count => Names.Length;
    }

    [GenerateSerializer, Alias("planted.good")]
    public readonly record struct GoodTwin(Guid Value, Good? Inner);

    [AttributeUsage(AttributeTargets.All)]
    public sealed class AliasAttribute(string alias) : Attribute
    {
        public string Alias { get; } = alias;
    }

    [AttributeUsage(AttributeTargets.All)]
    public sealed class IdAttribute(uint id) : Attribute
    {
        public uint Id { get; } = id;
    }

    [AttributeUsage(AttributeTargets.All)]
    public sealed class GenerateSerializerAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class OneWayAttribute : Attribute;
}
