using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Approvals;

/// <summary>
/// Shows a person exactly what would be done: every argument in full, with what would hide something made visible.
/// </summary>
internal static class ApprovalText
{
    /// <summary>With what the server knows besides: the artifact that would be published.</summary>
    public static async Task WriteAsync(
        ApiClient api, Terminal terminal, JsonElement approval, CancellationToken cancellation) =>
        Write(terminal, approval, await PublicationText.FindArtifactAsync(api, approval, cancellation));

    public static void Write(Terminal terminal, JsonElement approval, string? artifact)
    {
        var act = approval.Member("act") ?? default;
        terminal.Lines(
        [
            $"{Name("approval")}{approval.Text("id")} ({approval.Text("status")})",
            $"{Name("tool")}{Plain.Line(act.Text("tool") ?? "")}, version {act.Number("version")}",
            .. Publication(act, artifact),
            .. Arguments(act.Text("arguments") ?? "{}"),
            $"{Name("for")}account {act.Text("actor")}: {Plain.Line(approval.Text("title") ?? "")}",
            $"{Name("because of")}{Plain.Line(approval.Text("why") ?? "")}",
            $"{Name("rule")}{Plain.Line(approval.Text("rule") ?? "")}, policy version {act.Number("policyVersion")}",
            .. Origin(approval.Member("labels") ?? default),
            $"{Name("decided by")}{Approvers(approval)}",
            .. Offer(approval),
            $"{Name("until")}{Status.Time(approval.Text("expires"))}",
            .. Decision(approval),
        ]);
    }

    private static string Approvers(JsonElement approval) =>
        string.Join(" or ", approval.Items("of").Select(one => Plain.Line(one.GetString() ?? "")));

    private static List<string> Arguments(string arguments)
    {
        using var parsed = JsonDocument.Parse(arguments);
        var lines = new List<string>();
        foreach (var member in parsed.RootElement.EnumerateObject())
        {
            var value = member.Value.ValueKind is JsonValueKind.String
                ? member.Value.GetString()!
                : member.Value.GetRawText();
            lines.Add($"{Name("argument")}{Plain.Line(member.Name)}:");
            lines.AddRange(Plain.Text(value).Split('\n').Select(line => $"    {line}"));
        }

        return lines.Count > 0 ? lines : [$"{Name("argument")}none"];
    }

    private static List<string> Publication(JsonElement act, string? artifact)
    {
        using var parsed = JsonDocument.Parse(act.Text("arguments") ?? "{}");
        return
        [
            .. PublicationText.Of(act.Text("tool"), parsed.RootElement, artifact)
                .Select(one => Name(one.Name) + one.Value),
        ];
    }

    private static List<string> Origin(JsonElement labels)
    {
        var lines = new List<string> { $"{Name("comes from")}what is trusted as {labels.Text("trust")}" };
        lines.AddRange(labels.Items("sources").Select(source => $"    {Source(source)}"));
        if (labels.Is("overflow")) lines.Add("    and more");
        return lines;
    }

    private static string Source(JsonElement source)
    {
        var target = Plain.Line(source.Text("target") ?? "");
        var what = source.Text("kind") switch
        {
            "tool" => $"{Plain.Line(source.Text("tool") ?? "a tool")}: {target}",
            "task" => $"the result of a task: {target}",
            "memory" => $"remembered facts: {target}",
            "check" => $"a check: {target}",
            "message" => $"a message: {target}",
            _ => "an event of another conversation",
        };
        return $"{what} (event {Plain.Line(source.Text("event") ?? "")})";
    }

    private static IEnumerable<string> Offer(JsonElement approval) => approval.Member("offer") is { } offer
        ? [$"{Name("then")}the like passes up to {offer.Number("usesMax")} times in {offer.Number("days")} days"]
        : [];

    private static IEnumerable<string> Decision(JsonElement approval)
    {
        if (approval.Member("decision") is not { } decision) return [];
        var note = decision.Text("note") is { Length: > 0 } text ? $": {Plain.Line(text)}" : "";
        var by = decision.Text("by") is { } account ? $" by {account}" : "";
        IEnumerable<string> edited = decision.Member("edited")?.Text("arguments") is { } arguments
            ? [Name("edited to").TrimEnd(), .. Arguments(arguments)]
            : [];
        return [$"{Name("decision")}{approval.Text("status")}{by}{note}", .. edited, .. End(approval)];
    }

    private static IEnumerable<string> End(JsonElement approval) => approval.Member("end")?.Text("outcome") switch
    {
        null => [],
        "done" => [$"{Name("outcome")}done"],
        "unknown" => [$"{Name("outcome")}unknown: it may have happened, and is not done again; please look"],
        _ => [$"{Name("outcome")}failed ({Plain.Line(approval.Member("end")?.Text("code") ?? "")})"],
    };

    private static string Name(string name) => name.PadRight(14);
}
