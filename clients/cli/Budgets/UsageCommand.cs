using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Budgets;

/// <summary><c>omnisage usage</c>: what model calls took.</summary>
internal static class UsageCommand
{
    private static readonly string[] Keys = ["day", "workspace", "user", "agent", "level", "model"];

    private static readonly Option<string> By = new("--by")
    {
        Description = $"What sums are told apart by, with commas between: {string.Join(", ", Keys)}.",
        DefaultValueFactory = _ => "day,model",
    };

    private static readonly Option<string?> From = new("--from")
    {
        Description = "The first day in UTC, such as 2026-01-01; else 30 days.",
    };

    private static readonly Option<string?> To = new("--to") { Description = "The last day in UTC; else today." };

    private static readonly Option<bool> All = new("--tenant") { Description = "Of all workspaces, not of this one." };

    public static Command Create()
    {
        var command = new Command("usage", "What model calls took: tokens, money, failures.") { By, From, To, All };
        command.Does(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var by = parsed.GetValue(By)!;
        var path = $"usage?by={Uri.EscapeDataString(by)}";
        if (parsed.GetValue(From) is { } from) path += $"&from={Uri.EscapeDataString(from)}";
        if (parsed.GetValue(To) is { } to) path += $"&to={Uri.EscapeDataString(to)}";
        if (parsed.GetValue(All)) path += "&of=tenant";
        var usage = await api.GetAsync(path, cancellation);
        if (terminal.IsJson) terminal.Line(usage.GetRawText());
        else Show(terminal, usage, [.. Keys.Where(by.Split(',', StringSplitOptions.TrimEntries).Contains)]);
        return ExitCode.Done;
    }

    private static void Show(Terminal terminal, JsonElement usage, string[] by)
    {
        var sums = usage.Items("items").ToList();
        if (sums.Count == 0)
        {
            terminal.Line($"No model was asked from {usage.Text("from")} to {usage.Text("to")}.");
            return;
        }

        Table.Write(
            terminal,
            [.. by, "calls", "failed", "input", "cached", "output", Plain.Line(usage.Text("currency") ?? "cost")],
            [.. sums.Select(sum => Row(sum, by)), .. sums.Count > 1 ? [Total(sums, by)] : Array.Empty<Table.Cell[]>()]);
        if (usage.Is("more")) terminal.Line("There is more: ask for fewer days, or by less.");
        var estimates = sums.Sum(sum => sum.Number("estimates") ?? 0);
        var unpriced = sums.Sum(sum => sum.Number("unpriced") ?? 0);
        if (estimates > 0)
            terminal.Line($"{estimates} calls whose provider reported no tokens count as the most they can have been.");
        if (unpriced > 0)
            terminal.Line($"{unpriced} calls of models without a price count as free: see docs/budgets.md.");
    }

    private static Table.Cell[] Row(JsonElement sum, string[] by) =>
    [
        .. by.Select(key => new Table.Cell(Plain.Line(key is "model"
            ? $"{sum.Text("model")}{(sum.Text("provider") is { Length: > 0 } of ? $" ({of})" : "")}"
            : sum.Text(key) ?? ""))),
        .. Numbers(name => sum.Number(name) ?? 0),
    ];

    private static Table.Cell[] Total(List<JsonElement> sums, string[] by) =>
    [
        .. by.Select((_, at) => new Table.Cell(at == 0 ? "all" : "", Ink.Faint)),
        .. Numbers(name => sums.Sum(sum => sum.Number(name) ?? 0)),
    ];

    private static IEnumerable<Table.Cell> Numbers(Func<string, long> number) =>
    [
        new(MoneyText.Count(number("calls"))),
        new(MoneyText.Count(number("failures")), number("failures") > 0 ? Ink.Bad : Ink.Normal),
        new(MoneyText.Count(number("inputTokens"))),
        new(MoneyText.Count(number("cachedTokens"))),
        new(MoneyText.Count(number("outputTokens"))),
        new(MoneyText.Of(number("costMicro"))),
    ];
}
