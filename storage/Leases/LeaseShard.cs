using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.Storage.Leases;

/// <summary>One of <see cref="Count"/> equal parts of all runs, by the last byte of their ids.</summary>
public readonly record struct LeaseShard
{
    public const int CountMax = 256;

    public LeaseShard(int number, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, CountMax);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, count);
        Number = number;
        Count = count;
    }

    /// <summary>From 0.</summary>
    public int Number { get; }

    public int Count { get; }

    /// <summary>The first spot of the part; it ends before the first of the next.</summary>
    internal int From => CountMax * Number / Count;

    internal int To => CountMax * (Number + 1) / Count;

    internal static byte SpotOf(RunId run)
    {
        Span<byte> bytes = stackalloc byte[16];
        run.Value.TryWriteBytes(bytes);
        return bytes[15];
    }
}
