using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniSage.Grains.Tools;

/// <summary>What a tool brought: JSON text for the model, and whether it did what it was asked to.</summary>
internal sealed record ToolOutcome(string Result, bool Succeeded)
{
    /// <summary>What stands around the beginning of a result that was cut.</summary>
    private const int FrameBytes = 64;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>How far the result is to be trusted.</summary>
    public Labels Labels { get; init; } = Labels.Tool;

    public static ToolOutcome Of<T>(T result, bool succeeded = true) =>
        new(JsonSerializer.Serialize(result, Json), succeeded);

    /// <summary>
    /// Whatever a tool brought, its result takes no more than this where it is stored: of one that would, only the
    /// beginning is kept, as text.
    /// </summary>
    public ToolOutcome Within(int storedMax) => ResultText.StoredBytes(Result) <= storedMax
        ? this
        : Of(new { Truncated = true, Beginning = ResultText.Cut(Result, storedMax - FrameBytes) }, Succeeded) with
        {
            Labels = Labels,
        };

    /// <summary>With what the system has to say about the call, if anything.</summary>
    public ToolOutcome Noted(string? note)
    {
        if (note is null) return this;
        var result = JsonNode.Parse(Result)!.AsObject();
        result["note"] = note;
        return this with { Result = result.ToJsonString(Json) };
    }
}
