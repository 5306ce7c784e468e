using System.Globalization;
using System.Text;
using System.Text.Json;
using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Asking;
using OmniSage.Models.Offline.Conversations;
using OmniSage.Models.Offline.Publishing;
using OmniSage.Models.Offline.Web;

namespace OmniSage.Models.Offline.Executors;

/// <summary>Says in English what one call brought; reads each tool's result as its manifest gives it.</summary>
internal static class CallReport
{
    public static string Tell(ToolCall call, ToolResult result) => call.Tool switch
    {
        ToolNames.Shell => CommandReport.Tell(result, "command"),
        ToolNames.Python => CommandReport.Tell(result, "program"),
        ToolNames.ReadFile => File(call.Text("path"), result),
        ToolNames.ListFiles => Files(call.Text("path"), result),
        ToolNames.WriteFile => Written(call, result),
        ToolNames.PatchFile => Done($"I changed {Quote.Code(call.Text("path"))}.", call, "change", result),
        ToolNames.Ask => AskPattern.Tell(call, result),
        ToolNames.Fetch => FetchReport.Tell(call, result),
        ToolNames.Publish => PublishReport.Tell(call, result),
        ToolNames.Ingest => Ingested(call.Text("file"), result),
        _ => result.Error ?? Quote.Block(result.Text),
    };

    /// <summary>The name, then the text: <c>content</c> of a JSON object, or all of a plain result.</summary>
    private static string File(string path, ToolResult result)
    {
        var name = Quote.Code(path);
        if (result.Error is { } error)
            return $"{name} could not be read: {Quote.Short(error)}";
        var content = result.Property("content") ?? result.Property("text") ?? result.Text;
        var report = content.Length == 0 ? $"{name} is empty." : $"{name}:\n\n{Quote.Block(content)}";
        return result.Is("truncated") ? $"{report}\n\nThat is only its beginning; the file is longer." : report;
    }

    /// <summary>Names, and sizes where given: a JSON array, or one in <c>files</c> or <c>entries</c>.</summary>
    private static string Files(string path, ToolResult result)
    {
        var place = path.Length == 0 ? "The workspace" : Quote.Code(path);
        if (result.Error is { } error)
            return $"{place} could not be listed: {Quote.Short(error)}";
        if (Entries(result) is not { } entries)
            return result.Text.Length == 0 ? $"{place} is empty." : $"{place} holds:\n\n{Quote.Block(result.Text)}";

        var count = entries.GetArrayLength();
        if (count == 0)
            return $"{place} is empty.";
        var text = new StringBuilder($"{place} holds:\n");
        foreach (var entry in entries.EnumerateArray().Take(OfflineLimits.EntriesMax))
            text.Append("\n- ").Append(Entry(entry));
        if (count > OfflineLimits.EntriesMax)
            text.Append(
                CultureInfo.InvariantCulture, $"\n\n{count - OfflineLimits.EntriesMax} more are left out here.");
        return result.Is("truncated") ? text.Append("\n\nThe list was cut at its limit.").ToString() : text.ToString();
    }

    private static JsonElement? Entries(ToolResult result)
    {
        if (result.Json is not { } json)
            return null;
        JsonElement?[] places = [json, JsonText.TryProperty(json, "files"), JsonText.TryProperty(json, "entries")];
        return places.FirstOrDefault(place => place is { ValueKind: JsonValueKind.Array });
    }

    private static string Entry(JsonElement entry)
    {
        if (entry.ValueKind is not JsonValueKind.Object)
            return Quote.Code(JsonText.Of(entry));
        var name = JsonText.Property(entry, "path") ?? JsonText.Property(entry, "name") ?? "?";
        var bytes = JsonText.Property(entry, "bytes") ?? JsonText.Property(entry, "size");
        return bytes is null ? Quote.Code(name) : $"{Quote.Code(name)} ({Quote.Short(bytes)} bytes)";
    }

    private static string Written(ToolCall call, ToolResult result)
    {
        var bytes = Encoding.UTF8.GetByteCount(call.Text("content"));
        var size = string.Create(CultureInfo.InvariantCulture, $"{bytes} {(bytes == 1 ? "byte" : "bytes")}");
        return Done($"I wrote {Quote.Code(call.Text("path"))} ({size}).", call, "write", result);
    }

    /// <summary>Its text where it has one; else that it is there, and why it has none.</summary>
    private static string Ingested(string file, ToolResult result)
    {
        if (result.Error is not null || result.Property("content") is not null)
            return File(file, result);
        var size = result.Property("size") is { } bytes ? $" ({Quote.Short(bytes)} bytes)" : "";
        var problem = result.Property("text_problem") is { } why ? $" Its text cannot be read: {Quote.Short(why)}" : "";
        return $"{Quote.Code(file)}{size} is in the task now.{problem}";
    }

    private static string Done(string sentence, ToolCall call, string verb, ToolResult result) =>
        result.Error is { } error
            ? $"I could not {verb} {Quote.Code(call.Text("path"))}: {Quote.Short(error)}"
            : sentence;
}
