using System.Globalization;
using OmniSage.Storage.Leases;

namespace OmniSage.Grains.Recovery;

/// <summary>The parts in which unfinished runs are looked after, and the keys of the grains that do it.</summary>
internal static class RecoveryShards
{
    public const int Count = 4;

    private const string Prefix = "install/";

    public static IEnumerable<string> Keys =>
        Enumerable.Range(0, Count).Select(number => Prefix + number.ToString(CultureInfo.InvariantCulture));

    public static LeaseShard Parse(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(key.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < Count
            ? new(number, Count)
            : throw new OmniSageException(ErrorCodes.InvalidKey, "This is not the key of a recovery shard.");
}
