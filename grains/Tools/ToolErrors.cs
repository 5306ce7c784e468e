using System.Text.Json;

namespace OmniSage.Grains.Tools;

/// <summary>The form in which a model reads that a call went wrong.</summary>
internal static class ToolErrors
{
    public static string ToJson(string code, string error) =>
        JsonSerializer.Serialize(new { error = new { code, message = error } });

    /// <summary>Whether that is what the model reads.</summary>
    public static bool IsError(string result) => result.StartsWith("{\"error\":{\"code\":", StringComparison.Ordinal);
}
