using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Memory;

/// <summary>Shows facts to people.</summary>
internal static class FactTable
{
    public static void Write(Terminal terminal, IReadOnlyList<JsonElement> facts, string none)
    {
        if (terminal.IsJson) terminal.Lines(facts.Select(fact => fact.GetRawText()));
        else if (facts.Count == 0) terminal.Line(none);
        else Table.Write(terminal, ["fact", "scope", "since", "says"], [.. facts.Select(Row)]);
    }

    public static void WriteWhy(Terminal terminal, JsonElement why)
    {
        var fact = why.Member("fact") ?? default;
        var source = why.Member("source") ?? default;
        terminal.Line(Plain.Text(fact.Text("text") ?? ""));
        terminal.Line($"  kept {Status.Time(fact.Text("validFrom"))} by {Plain.Line(fact.Text("by") ?? "")}, "
            + $"scope {fact.Text("scope")}, trust {fact.Text("trust")}, importance {fact.Number("importance")}");
        if (fact.Text("expires") is { } expires) terminal.Line($"  forgotten by itself {Status.Time(expires)}");
        if (fact.Text("supersedes") is { } old) terminal.Line($"  replaces {old}");
        terminal.Line(source.Text("run") is { } run
            ? $"  said in thread {source.Text("thread")}, run {run}, event {source.Number("seq")}"
            : "  typed in, not said in a conversation");
        var uses = why.Items("uses").ToList();
        terminal.Line(uses.Count == 0 ? "  no run has used it" : "  used by:");
        foreach (var use in uses)
        {
            terminal.Line($"    run {use.Text("run")}  {Status.Time(use.Text("at"))}  fits {use.Member("score")}");
        }
    }

    private static Table.Cell[] Row(JsonElement fact) =>
    [
        new(fact.Text("id") ?? "", Ink.Faint),
        new(fact.Text("scope") ?? ""),
        new(Status.Time(fact.Text("validFrom"))),
        new(Plain.Line(fact.Text("text") ?? "")),
    ];
}
