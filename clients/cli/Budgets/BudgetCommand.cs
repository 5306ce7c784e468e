using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Budgets;

/// <summary>
/// <c>omnisage budget</c>: the limits and how far they are; <c>omnisage budget grant</c>: more for one run.
/// </summary>
internal static class BudgetCommand
{
    private static readonly Argument<string> Run = new("run") { Description = "The task's run." };

    private static readonly Argument<string?> Amount = new("amount")
    {
        Description = "Money, such as 0.50.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<long?> Tokens = new("--tokens") { Description = "Tokens, in and out together." };

    public static Command Create()
    {
        var grant = new Command("grant", "Lets a task take more than its limits allow.") { Run, Amount, Tokens };
        grant.Does(GrantAsync);
        var budget = new Command("budget", "The limits in money and tokens, and how far they are.") { grant };
        budget.Does(ShowAsync);
        return budget;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var budget = await api.GetAsync("budget", cancellation);
        var currency = Plain.Line(budget.Text("currency") ?? "");
        var limits = budget.Items("limits").ToList();
        if (terminal.IsJson) terminal.Line(budget.GetRawText());
        else if (limits.Count == 0) terminal.Line("There is no limit. How to set one: docs/budgets.md");
        else Table.Write(
            terminal,
            ["level", "period", "limit", "spent", "reserved", "left"],
            [.. limits.SelectMany(limit => Rows(limit, currency))]);
        if (terminal.IsJson) return ExitCode.Done;
        foreach (var notice in budget.Items("notices").Take(10))
        {
            terminal.Line($"{notice.Text("at")}  {notice.Number("percent")} % of the limit of "
                + $"{Plain.Line(notice.Text("level") ?? "")} a {Plain.Line(notice.Text("period") ?? "")}");
        }

        return ExitCode.Done;
    }

    private static async Task<int> GrantAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var run = Requests.Id(parsed.GetValue(Run)!, "run");
        var (amount, tokens) = (parsed.GetValue(Amount), parsed.GetValue(Tokens));
        if (amount is null && tokens is null)
            throw new Fault("Say how much: an amount of money, --tokens N, or both.", ExitCode.WrongUse, "no_amount");
        var body = JsonLine.Of(json =>
        {
            json.WriteString("id", Guid.NewGuid().ToString("N"));
            if (amount is not null) json.WriteNumber("moneyMicro", MoneyText.Read(amount));
            if (tokens is { } count) json.WriteNumber("tokens", count);
        });
        var answer = await api.PostAsync($"runs/{run}/budget", body, cancellation);
        terminal.Line(terminal.IsJson ? answer.GetRawText() : "Granted.");
        return ExitCode.Done;
    }

    private static IEnumerable<Table.Cell[]> Rows(JsonElement limit, string currency)
    {
        if (limit.Number("limitMicro") is { } money)
            yield return Row(limit, "Micro", $"{MoneyText.Of(money)} {currency}", MoneyText.Of);
        if (limit.Number("limitTokens") is { } tokens)
            yield return Row(limit, "Tokens", $"{MoneyText.Count(tokens)} tokens", count => MoneyText.Count(count));
    }

    private static Table.Cell[] Row(JsonElement limit, string kind, string most, Func<long, string> show)
    {
        return
        [
            new(Plain.Line(limit.Text("level") ?? "")),
            new(limit.Text("period") is "total" ? "each run" : Plain.Line(limit.Text("period") ?? "")),
            new(most),
            new(Text("spent")),
            new(Text("reserved")),
            new(Text("left"), limit.Number($"left{kind}") is 0 ? Ink.Bad : Ink.Normal),
        ];

        string Text(string what) => limit.Number($"{what}{kind}") is { } amount ? show(amount) : "–";
    }
}
