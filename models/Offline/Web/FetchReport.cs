using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;

namespace OmniSage.Models.Offline.Web;

/// <summary>Quotes a page with where it came from; what it says is shown and never followed.</summary>
internal static class FetchReport
{
    public static string Tell(ToolCall call, ToolResult result)
    {
        var asked = Quote.Code(call.Text("url"));
        if (result.Property("redirect_to") is { } target)
            return $"{asked} redirects to another host, which I did not ask: {Quote.Code(target)}.";
        if (result.Error is { } error)
            return $"{asked} could not be fetched: {Quote.Short(error)}";

        var source = result.Property("url") is { } url ? Quote.Code(url) : asked;
        var title = result.Property("title") is { Length: > 0 } named ? $"“{Quote.Short(named)}”, " : "";
        var status = result.Property("status") is { } code and not "200" ? $" (status {Quote.Short(code)})" : "";
        var content = result.Property("content") ?? result.Text;
        var report = content.Length == 0
            ? $"{title}{source}{status} holds no text."
            : $"From {title}{source}{status}:\n\n{Quote.Block(content)}";
        return result.Is("truncated") ? $"{report}\n\nThat is only its beginning; there is more." : report;
    }
}
