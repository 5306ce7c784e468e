using System.Globalization;
using System.Text.Json;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Memory;

/// <summary>
/// How a model is told facts: as JSON under a line that says what it is, so that no text of a fact can end its own
/// quotation. Pure.
/// </summary>
internal static class RecalledText
{
    /// <summary>The first line of the message that holds remembered facts.</summary>
    public const string Mark = "[memory]";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(IEnumerable<FoundFact> facts, Guid by) =>
        $"{Mark}\n{JsonSerializer.Serialize(facts.Select(found => Quoted.Of(found, by)), Json)}";

    /// <summary>A fact as a model reads it, here and as the result of a call.</summary>
    internal sealed record Quoted(
        string Id,
        string Text,
        string Scope,
        string SaidBy,
        string SaidOn,
        string? Thread,
        string Trust,
        int Importance,
        double Score)
    {
        /// <param name="found">The fact.</param>
        /// <param name="by">Whom the model talks with.</param>
        public static Quoted Of(FoundFact found, Guid by) => new(
            found.Fact.Id.ToString("N"),
            found.Fact.Text,
            found.Fact.Scope.Kind.ToString().ToLowerInvariant(),
            found.Fact.By == by ? "you" : found.Fact.By.ToString("N"),
            Microseconds.ToTime(found.Fact.ValidFromUs).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            found.Fact.Source.Thread?.ToString("N"),
            found.Fact.Labels.Trust.ToString().ToLowerInvariant(),
            found.Fact.Importance,
            Math.Round(found.Score, 3));
    }
}
