namespace Orleans.Runtime;

/// <summary>Names one stream of a provider: a namespace and a key.</summary>
public readonly struct StreamId : IEquatable<StreamId>
{
    private readonly string? _namespace;
    private readonly string _key;

    private StreamId(string? ns, string key) => (_namespace, _key) = (ns, key);

    public static StreamId Create(string? ns, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(ns, key);
    }

    public bool Equals(StreamId other) => _key == other._key && _namespace == other._namespace;

    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_namespace, _key);

    public override string ToString() => $"{_namespace ?? "null"}/{_key}";

    public static bool operator ==(StreamId left, StreamId right) => left.Equals(right);

    public static bool operator !=(StreamId left, StreamId right) => !left.Equals(right);
}
