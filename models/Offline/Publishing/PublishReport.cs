using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;

namespace OmniSage.Models.Offline.Publishing;

/// <summary>Says what was published, under which name and as which artifact, or why it was not.</summary>
internal static class PublishReport
{
    public static string Tell(ToolCall call, ToolResult result)
    {
        var path = Quote.Code(call.Text("path"));
        if (result.Error is { } error)
            return $"{path} was not published: {Quote.Short(error)}";
        // Somebody may have edited the name before it was allowed.
        var name = result.Property("published") ?? call.Text("as");
        var target = name.Length == 0 || name == call.Text("path") ? "" : $" as {Quote.Code(name)}";
        var size = result.Property("size") is { } bytes ? $" ({Quote.Short(bytes)} bytes)" : "";
        var replaced = result.Property("replaced") is null ? "." : ", in place of the file that was there.";
        var artifact = result.Property("artifact") is { } id ? $" It is artifact {Quote.Code(id)}." : "";
        return $"I published {path}{target}{size}{replaced}{artifact}";
    }
}
