using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OmniSage.Simulation.Tests.Loops;

/// <summary>A hash over everything that happened, in order: two runs with one hash were the same run.</summary>
internal sealed class Trace
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>A step of the loop.</summary>
    public void Add(long now, int choice)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, now);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], choice);
        hash.AppendData(bytes);
    }

    public void Add(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    public void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));

    public override string ToString() => Convert.ToHexStringLower(hash.GetCurrentHash());
}
