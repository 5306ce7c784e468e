using System.CommandLine;
using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Documents;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Approvals;

/// <summary>
/// <c>omnisage approve ID</c> and <c>omnisage deny ID "why"</c>. What is decided is what was shown: the act's hash goes
/// with the decision, and another act is refused.
/// </summary>
internal static class DecideCommands
{
    private static readonly Argument<string> Approval = new("approval")
    {
        Description = "Its id, or enough of its beginning or end to be the only one.",
    };

    private static readonly Argument<string?> Why = new("why")
    {
        Description = "Why, in one line; the agent is told.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Edit = new("--edit")
    {
        Description = "Changes the arguments first, in your editor ($VISUAL, $EDITOR).",
    };

    public static Command Approve()
    {
        var command = new Command("approve", "Allows exactly what an approval shows.") { Approval, Edit };
        command.Does((parsed, terminal, cancellation) => RunAsync(parsed, terminal, isAllowed: true, cancellation));
        return command;
    }

    public static Command Deny()
    {
        var command = new Command("deny", "Denies what an approval shows.") { Approval, Why };
        command.Does((parsed, terminal, cancellation) => RunAsync(parsed, terminal, isAllowed: false, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Terminal terminal, bool isAllowed, CancellationToken cancellation)
    {
        using var api = GlobalOptions.Connect(parsed);
        var found = await ApprovalRequests.FindAsync(api, parsed.GetValue(Approval)!, cancellation);
        if (!terminal.IsJson) await ApprovalText.WriteAsync(api, terminal, found, cancellation);
        var (edited, file) = isAllowed && parsed.GetValue(Edit) ? await EditAsync(found, cancellation) : (null, null);
        var body = JsonLine.Of(json =>
        {
            json.WriteString("verdict", isAllowed ? "allow" : "deny");
            if (!isAllowed && parsed.GetValue(Why) is { } why) json.WriteString("note", why);
            if (edited is null) return;
            json.WritePropertyName("arguments");
            json.WriteRawValue(edited);
        });
        var decided = await DecideAsync(api, found, body, file, cancellation);
        if (terminal.IsJson) terminal.Line(decided.GetRawText());
        else terminal.Line(isAllowed ? "Allowed." : "Denied.");
        return ExitCode.Done;
    }

    /// <summary>Sends the decision; where it is refused, what was edited is not lost.</summary>
    private static async Task<JsonElement> DecideAsync(
        ApiClient api, JsonElement approval, string body, string? file, CancellationToken cancellation)
    {
        try
        {
            return await api.SendAsync(
                HttpMethod.Put,
                $"approvals/{approval.Text("id")}/decision",
                body,
                $"\"{approval.Text("hash")}\"",
                cancellation);
        }
        catch (Fault fault) when (file is not null)
        {
            throw new Fault($"{fault.Message} What you wrote is in {Plain.Line(file)}.", fault.ExitCode, fault.Code);
        }
    }

    private static async Task<(string Text, string File)> EditAsync(
        JsonElement approval, CancellationToken cancellation)
    {
        var arguments = approval.Member("act")?.Text("arguments") ?? "{}";
        var (text, file) = await Editor.EditAsync(arguments, "arguments.json", otherwise: "", cancellation);
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return (text, file);
        }
        catch (JsonException)
        {
            throw new Fault(
                $"This is no JSON; nothing was decided. What you wrote is in {Plain.Line(file)}.",
                ExitCode.WrongUse,
                "bad_arguments");
        }
    }
}
