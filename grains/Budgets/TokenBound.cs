using System.Collections.Concurrent;
using System.Text;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Budgets;

/// <summary>
/// Bounds the tokens of a request from above. Every tokenizer makes at most one token of a byte, so bytes are a bound
/// that needs to know no tokenizer; around each message and tool a provider adds a few of its own.
/// </summary>
internal sealed class TokenBound(ToolCatalog catalog)
{
    /// <summary>Tokens that a provider may put around one message or tool.</summary>
    public const int AroundMax = 32;

    /// <summary>
    /// Tokens of one picture: the most that a provider is known to count, which bounds its size by itself.
    /// </summary>
    public const int PictureMax = 50_000;

    private readonly ConcurrentDictionary<string, long> tools = new();

    public long Of(ModelRequest request) =>
        request.Parts.Sum(part => AroundMax + part.Json.Length + ToolsOf(part.Part) + PicturesOf(part.Part));

    private static long PicturesOf(RequestPart part) => part is ImagePart ? PictureMax : 0;

    private long ToolsOf(RequestPart part) => part is ToolsPart declared
        ? declared.Tools.Sum(tool => tools.GetOrAdd(tool, BytesOf))
        : 0;

    /// <summary>Twice: some providers show tools to their model in a wordier form than they are sent in.</summary>
    private long BytesOf(string tool) => catalog.FindManifest(tool) is { } manifest
        ? AroundMax + 2L * (tool.Length + Encoding.UTF8.GetByteCount(manifest.Description)
            + Encoding.UTF8.GetByteCount(manifest.Schema.GetRawText()))
        : 0;
}
