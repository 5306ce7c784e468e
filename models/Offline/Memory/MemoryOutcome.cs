using System.Text.Json;
using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;

namespace OmniSage.Models.Offline.Memory;

/// <summary>Tells what became of calls to the memory, with the source of each fact.</summary>
internal static class MemoryOutcome
{
    public static bool IsOf(string tool) => tool is ToolNames.Remember or ToolNames.Recall or ToolNames.Forget;

    /// <param name="call">The call.</param>
    /// <param name="result">What it brought.</param>
    public static string Tell(FunctionCallContent call, ToolResult result)
    {
        var about = Argument(call, "query");
        if (result.Error is { } error)
        {
            return call.Name == ToolNames.Remember
                ? $"I did not keep that: {Quote.Short(error)}"
                : $"{Quote.Short(error)}";
        }

        return call.Name switch
        {
            ToolNames.Remember =>
                $"I will remember that, {ForWhom(result.Property("scope"))}: “{Quote.Short(Argument(call, "text"))}”.",
            ToolNames.Recall => Recalled(about, Facts(result), result.Is("more")),
            _ => Forgotten(result),
        };
    }

    private static string Recalled(string about, ImmutableArray<JsonElement> facts, bool hasMore)
    {
        if (facts.IsEmpty) return $"I remember nothing about “{Quote.Short(about)}”.";
        var lines = string.Join('\n', facts.Select(Line));
        return $"This is what I remember about “{Quote.Short(about)}”:\n\n{lines}{(hasMore ? "\n- … and more." : "")}";
    }

    private static string Forgotten(ToolResult result) => result.Property("status") == "ambiguous"
        ? (Facts(result).Length == 1
                ? "This comes near, but does not say quite that, so I have forgotten nothing. If it is meant, "
                    + "`forget ID`:\n\n"
                : "Several things fit, so I have forgotten none. Say it more exactly, or `forget ID`:\n\n")
            + string.Join('\n', Facts(result).Select(fact => $"{Line(fact)} (`{JsonText.Property(fact, "id")}`)"))
        : "I have forgotten it, with its earlier versions. The conversation in which it was said still holds it.";

    private static string Line(JsonElement fact)
    {
        var who = JsonText.Property(fact, "said_by") is "you" ? "you" : $"member {Text(fact, "said_by")}";
        var where = JsonText.Property(fact, "thread") is { } thread ? $", thread {Quote.Short(thread)}" : "";
        return $"- “{Text(fact, "text")}” ({who}, {Text(fact, "said_on")}{where})";
    }

    private static string Text(JsonElement fact, string name) => Quote.Short(JsonText.Property(fact, name) ?? "");

    private static ImmutableArray<JsonElement> Facts(ToolResult result) =>
        result.Json is { } json && JsonText.TryProperty(json, "facts") is { ValueKind: JsonValueKind.Array } facts
            ? [.. facts.EnumerateArray()]
            : [];

    private static string Argument(FunctionCallContent call, string name) =>
        call.Arguments?.TryGetValue(name, out var value) is true ? value switch
        {
            string text => text,
            JsonElement json => JsonText.Of(json),
            _ => "",
        } : "";

    private static string ForWhom(string? scope) => scope switch
    {
        "workspace" => "for everyone in this workspace",
        "thread" => "for this conversation",
        "agent" => "for the agent of this workspace",
        _ => "for you alone",
    };
}
