using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniSage.Bench.Figures;

/// <summary>The figures as a table for people and as JSON for programs.</summary>
internal static class Table
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Print(IReadOnlyList<Figure> figures)
    {
        var rows = figures.Select(Row).Prepend(["figure", "value", "unit", "goal", "baseline", ""]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length)
            .Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => column is 1 or 3 or 4
                ? cell.PadLeft(widths[column])
                : cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    public static string Json(IReadOnlyList<Figure> figures) => new JsonArray(
        [.. figures.Select(figure => new JsonObject
    {
        ["name"] = figure.Name,
        ["value"] = Number(figure.Value),
        ["unit"] = figure.Unit,
        ["goal"] = figure.Goal?.ToString(),
        ["baseline"] = Number(figure.Baseline),
        ["met"] = figure.Met,
    })]).ToJsonString(Indented);

    private static string[] Row(Figure figure) =>
    [
        figure.Name,
        Numbers.Text(figure.Value),
        figure.Unit,
        figure.Goal?.ToString() ?? "",
        figure.Baseline is { } baseline ? Numbers.Text(baseline) : "",
        figure.Met switch { true => "met", false => "MISSED", null => "" },
    ];

    /// <summary>JSON knows no NaN.</summary>
    private static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
