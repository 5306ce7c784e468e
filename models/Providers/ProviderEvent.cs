using System.Text.Json;

namespace OmniSage.Models.Providers;

/// <summary>One event of a provider's stream.</summary>
/// <param name="Data">What it says; undefined for the mark of the end, <c>[DONE]</c>.</param>
/// <param name="IsWhole">It is the whole answer, of a provider that does not stream.</param>
internal readonly record struct ProviderEvent(JsonElement Data, bool IsWhole = false)
{
    public bool IsEnd => Data.ValueKind is JsonValueKind.Undefined;
}
