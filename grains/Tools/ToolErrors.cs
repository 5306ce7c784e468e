using System.Text.Json;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Tools;

/// <summary>The form in which a model reads that a call went wrong.</summary>
internal static class ToolErrors
{
    public const string NoSuchTool = "no_such_tool";

    /// <summary>Whoever may not call a tool is told the same as where there is none.</summary>
    public static string NoSuch(string tool) => $"There is no tool {Titles.Of(tool)}.";

    public static string ToJson(string code, string error) =>
        JsonSerializer.Serialize(new { error = new { code, message = error } });

    /// <summary>Whether that is what the model reads.</summary>
    public static bool IsError(string result) => result.StartsWith("{\"error\":{\"code\":", StringComparison.Ordinal);
}
