using System.CommandLine;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Memory;

/// <summary>The options that say for whom a fact is.</summary>
internal static class FactScope
{
    public static Option<string?> Subject { get; } = new("--of")
    {
        Description = "The thread, project or agent of the scope, by its id.",
    };

    public static Option<string?> Kind { get; } = MakeKind();

    /// <summary>The part of an address that narrows a list, with the sign that goes on.</summary>
    public static string Query(ParseResult parsed)
    {
        var scope = parsed.GetValue(Kind) is { } kind ? $"scope={kind}&" : "";
        return parsed.GetValue(Subject) is { } subject ? $"{scope}subject={Requests.Id(subject, "thread")}&" : scope;
    }

    private static Option<string?> MakeKind()
    {
        var kind = new Option<string?>("--scope")
        {
            Description = "For whom: user, workspace, project, thread or agent (your own when left out).",
        };
        kind.AcceptOnlyFromAmong("user", "workspace", "project", "thread", "agent");
        return kind;
    }
}
