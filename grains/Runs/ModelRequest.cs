using System.Security.Cryptography;

namespace OmniSage.Grains.Runs;

/// <summary>One model request: who is asked, and its parts in order.</summary>
internal sealed record ModelRequest(string Level, ImmutableArray<StoredPart> Parts, int OutputTokensMax)
{
    public static ModelRequest Of(string level, IEnumerable<RequestPart> parts, int outputTokensMax) =>
        new(level, [.. parts.Select(StoredPart.Of)], outputTokensMax);

    public ModelRequested ToEvent(int step) =>
        new(step, Level, [.. Parts.Select(part => part.Hash)], OutputTokensMax);

    /// <summary>What was said and done in a run, as parts of the next request.</summary>
    public static IEnumerable<RequestPart> PartsOf(IEnumerable<RunItem> items) => items.Select(item => item switch
    {
        Heard heard => (RequestPart)new UserPart(heard.Text),
        Told told => new UserPart(told.Text),
        Said said => new AssistantPart(said.Text, said.Calls),
        Did did => new ToolPart(did.Call, did.Result),
        _ => throw new System.Diagnostics.UnreachableException($"No part for {item.GetType().Name}."),
    });
}

/// <summary>A part with the bytes that are stored and the hash that they are stored by.</summary>
internal sealed record StoredPart(RequestPart Part, byte[] Json, string Hash)
{
    public static StoredPart Of(RequestPart part)
    {
        var json = part.ToJson();
        return new(part, json, Convert.ToHexStringLower(SHA256.HashData(json)));
    }

    public static StoredPart Read(string hash, byte[] json) => new(RequestPart.FromJson(json), json, hash);
}
