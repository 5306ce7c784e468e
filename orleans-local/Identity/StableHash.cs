using System.Buffers.Binary;
using System.Numerics;

namespace OmniSage.OrleansLocal;

/// <summary>
/// XXH32 with seed 0, its bytes in the order that Orleans reads them: the hash behind the ring of reminders, so that
/// stored hashes fit both builds.
/// </summary>
internal static class StableHash
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;
    private const int StripeBytes = 16;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        var length = (uint)data.Length;
        var hash = Prime5;
        if (data.Length >= StripeBytes)
            hash = FoldStripes(ref data);

        hash += length;
        for (; data.Length >= sizeof(uint); data = data[sizeof(uint)..])
        {
            hash += BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime3;
            hash = BitOperations.RotateLeft(hash, 17) * Prime4;
        }

        foreach (var rest in data)
            hash = BitOperations.RotateLeft(hash + (rest * Prime5), 11) * Prime1;
        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return BinaryPrimitives.ReverseEndianness(hash ^ (hash >> 16));
    }

    private static uint FoldStripes(ref ReadOnlySpan<byte> data)
    {
        uint a = unchecked(Prime1 + Prime2), b = Prime2, c = 0, d = unchecked(0u - Prime1);
        for (; data.Length >= StripeBytes; data = data[StripeBytes..])
        {
            a = Round(a, data);
            b = Round(b, data[4..]);
            c = Round(c, data[8..]);
            d = Round(d, data[12..]);
        }

        return BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
            + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
    }

    private static uint Round(uint lane, ReadOnlySpan<byte> data) =>
        BitOperations.RotateLeft(lane + (BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime2), 13) * Prime1;
}
