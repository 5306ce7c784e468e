using System.Text;
using OmniSage.OrleansLocal;

namespace Orleans.Runtime;

/// <summary>A piece of an id: text, compared ordinally, with a hash that never changes.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>
{
    private readonly string? _value;
    private readonly int _hash;

    private IdSpan(string value)
    {
        _value = value;
        _hash = (int)StableHash.Of(Encoding.UTF8.GetBytes(value));
    }

    public static IdSpan Create(string id) => new(id);

    public uint GetUniformHashCode() => (uint)_hash;

    public bool Equals(IdSpan other) => _hash == other._hash && string.Equals(_value, other._value);

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _hash;

    public override string ToString() => _value ?? "";

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
