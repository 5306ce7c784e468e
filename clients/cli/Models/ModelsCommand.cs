using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Models;

/// <summary>
/// <c>omnisage models list</c> and <c>omnisage models test</c>: which models are asked, and whether they answer.
/// </summary>
internal static class ModelsCommand
{
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask first." };

    private static readonly Option<string?> Agent = new("--agent")
    {
        Description = "Whose models: see omnisage agents. Without it the built-in agent's.",
    };

    public static Command Create()
    {
        var list = new Command("list", "Lists the models of each level, in the order in which they are asked.")
        {
            Agent,
        };
        list.Does(ListAsync);
        var test = new Command("test", "Sends each model one tiny request, which costs a few tokens.")
        {
            Yes, Agent,
        };
        test.Does(TestAsync);
        return new("models", "The models that agents ask.") { list, test };
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var levels = (await api.GetAsync($"models{Query(parsed)}", cancellation)).Items("items").ToList();
        if (terminal.IsJson) terminal.Lines(levels.Select(level => level.GetRawText()));
        else Table.Write(
            terminal,
            ["level", "set by", "provider", "model", "state", "answers", "begins in", "last error"],
            [.. levels.SelectMany(level => level.Items("chain").Select((model, at) => Row(level, model, at)))]);
        return ExitCode.Done;
    }

    private static async Task<int> TestAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        if (!parsed.GetValue(Yes)) await ConfirmAsync(api, Query(parsed), terminal, cancellation);
        var tests = (await api.PostAsync($"models/test{Query(parsed)}", "", cancellation)).Items("items").ToList();
        if (terminal.IsJson) terminal.Lines(tests.Select(test => test.GetRawText()));
        else if (tests.Count == 0) terminal.Line("There is nothing to test: the built-in offline model is used.");
        else Table.Write(terminal, ["provider", "model", "took", "tokens", "result"], [.. tests.Select(Row)]);
        return tests.Exists(test => test.Text("code") is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Costs something, however little, so that nobody does it by a slip.</summary>
    private static async Task ConfirmAsync(
        ApiClient api, string query, Terminal terminal, CancellationToken cancellation)
    {
        var count = (await api.GetAsync($"models{query}", cancellation)).Items("items")
            .SelectMany(level => level.Items("chain"))
            .Where(model => model.Text("provider") is not "offline")
            .DistinctBy(model => (model.Text("provider"), model.Text("model"))).Count();
        if (count == 0) return;
        if (Console.IsInputRedirected || terminal.IsJson)
        {
            throw new Fault(
                "This sends each model one tiny request, which costs a few tokens: say --yes.",
                ExitCode.WrongUse,
                "needs_yes");
        }

        terminal.Line($"This sends {count} tiny requests, which cost a few tokens. Go on? (y/n)");
        if (Console.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
            throw new Fault("Nothing was sent.", ExitCode.Failed, "not_confirmed");
    }

    private static string Query(ParseResult parsed) =>
        parsed.GetValue(Agent) is { } agent ? $"?agent={Uri.EscapeDataString(agent)}" : "";

    private static Table.Cell[] Row(JsonElement level, JsonElement model, int at) =>
    [
        new(at == 0 ? Plain.Line(level.Text("level") ?? "") : ""),
        new(at == 0 ? Plain.Line(level.Text("from") ?? "") : ""),
        new(Plain.Line(model.Text("provider") ?? "")),
        new(Plain.Line(model.Text("model") ?? "")),
        new(model.Text("state") ?? "", InkOf(model.Text("state"))),
        new($"{model.Number("answers")} of {model.Number("answers") + model.Number("failures")}"),
        new(model.Number("latencyMs") is { } latency ? $"{latency} ms" : "–"),
        new(Plain.Line(model.Text("lastError") ?? "")),
    ];

    private static Table.Cell[] Row(JsonElement test) =>
    [
        new(Plain.Line(test.Text("provider") ?? "")),
        new(Plain.Line(test.Text("model") ?? "")),
        new($"{test.Number("latencyMs")} ms"),
        new($"{test.Number("inputTokens")} + {test.Number("outputTokens")}"),
        test.Text("code") is { } code
            ? new(Plain.Line($"{code}: {test.Text("error")}"), Ink.Bad)
            : new("answers", Ink.Good),
    ];

    private static Ink InkOf(string? state) => state switch
    {
        "healthy" => Ink.Good,
        "failing" or "skipped" or "limited" => Ink.Bad,
        _ => Ink.Faint,
    };
}
