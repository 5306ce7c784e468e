using System.Text.Json;

namespace OmniSage.Grains.Tools;

/// <summary>What a tool brought: JSON text for the model, and whether it did what it was asked to.</summary>
internal sealed record ToolOutcome(string Result, bool Succeeded)
{
    /// <summary>How far the result is to be trusted.</summary>
    public Labels Labels { get; init; } = Labels.Tool;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ToolOutcome Of<T>(T result, bool succeeded = true) =>
        new(JsonSerializer.Serialize(result, Json), succeeded);
}
