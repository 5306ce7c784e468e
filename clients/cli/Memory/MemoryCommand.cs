using System.CommandLine;
using OmniSage.Cli.Display;
using OmniSage.Cli.Runs;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Memory;

/// <summary><c>omnisage memory</c>: what is remembered, to look at and to change.</summary>
internal static class MemoryCommand
{
    private static readonly Argument<string> Fact = new("fact") { Description = "A fact's id, as the list shows it." };

    private static readonly Argument<string> Words = new("text") { Description = "What to look for." };

    private static readonly Option<string?> Thread = new("--thread") { Description = "A thread instead." };

    public static Command Create()
    {
        var list = new Command("list", "Lists facts, newest first.")
        {
            FactScope.Kind, FactScope.Subject, Listing.Limit,
        };
        list.Does(ListAsync);
        var search = new Command("search", "Finds the facts that fit best.")
        {
            Words, FactScope.Kind, FactScope.Subject, Listing.Limit,
        };
        search.Does(SearchAsync);
        var why = new Command("why", "Shows where a fact comes from, and which runs were told it.") { Fact };
        why.Does(WhyAsync);
        var forget = new Command("forget", "Erases a fact for good, with its earlier versions.") { Fact };
        forget.Does(ForgetAsync);
        return new Command("memory", "What is remembered.")
        {
            list,
            search,
            FactCommands.CreateAdd(),
            FactCommands.CreateEdit(),
            forget,
            why,
            CreateSwitch("on", "Facts may be remembered.", "true"),
            CreateSwitch("off", "Nothing new is remembered; what was stays until it is forgotten.", "false"),
        };
    }

    private static Command CreateSwitch(string name, string description, string store)
    {
        var command = new Command(name, description) { Thread };
        command.Does(async (parsed, terminal, cancellation) =>
        {
            using var api = GlobalOptions.Connect(parsed);
            var thread = parsed.GetValue(Thread) is { } given ? $",\"thread\":\"{Requests.Id(given, "thread")}\"" : "";
            var answer = await api.PutAsync("memory-settings", $"{{\"store\":{store}{thread}}}", cancellation);
            terminal.Line(terminal.IsJson ? answer.GetRawText() : $"memory: {name}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var facts = await Listing.ReadAsync(
            api, $"memory?{FactScope.Query(parsed)}", parsed.GetValue(Listing.Limit), cancellation);
        FactTable.Write(terminal, facts, "Nothing is remembered here yet: ./omnisage memory add \"…\"");
        return ExitCode.Done;
    }

    private static async Task<int> SearchAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var limit = Math.Clamp(parsed.GetValue(Listing.Limit), 1, 200);
        var text = Uri.EscapeDataString(parsed.GetValue(Words)!);
        var page = await api.GetAsync($"memory?q={text}&{FactScope.Query(parsed)}limit={limit}", cancellation);
        FactTable.Write(terminal, [.. page.Items("items")], "Nothing that is remembered fits.");
        return ExitCode.Done;
    }

    private static async Task<int> WhyAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var fact = Requests.Id(parsed.GetValue(Fact)!, "fact");
        var why = await api.GetAsync($"memory/{fact}/why", cancellation);
        if (terminal.IsJson) terminal.Line(why.GetRawText());
        else FactTable.WriteWhy(terminal, why);
        return ExitCode.Done;
    }

    private static async Task<int> ForgetAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var fact = Requests.Id(parsed.GetValue(Fact)!, "fact");
        var answer = await api.DeleteAsync($"memory/{fact}", cancellation);
        terminal.Line(terminal.IsJson ? answer.GetRawText() : "Forgotten.");
        return ExitCode.Done;
    }
}
