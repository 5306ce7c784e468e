using System.Text.Json;
using System.Text.Json.Serialization;

namespace OmniSage.Grains.Journals;

/// <summary>
/// The stored form of snapshots. A snapshot can be dropped at any time and be folded anew from the journal.
/// </summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new GuidJsonConverter(), new EnumJsonConverter() },
    };

    public static byte[] Write<TState>(TState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    public static TState Read<TState>(ReadOnlySpan<byte> state) => JsonSerializer.Deserialize<TState>(state, Options)!;
}
