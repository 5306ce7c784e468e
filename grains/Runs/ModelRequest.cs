using System.Security.Cryptography;

namespace OmniSage.Grains.Runs;

/// <summary>One model request: who is asked, and its parts in order.</summary>
internal sealed record ModelRequest(string Level, ImmutableArray<StoredPart> Parts, int OutputTokensMax)
{
    public static ModelRequest Of(string level, IEnumerable<RequestPart> parts, int outputTokensMax) =>
        new(level, [.. parts.Select(StoredPart.Of)], outputTokensMax);

    public ModelRequested ToEvent(int step) =>
        new(step, Level, [.. Parts.Select(part => part.Hash)], OutputTokensMax);

    /// <summary>
    /// What was said and done in a run, as parts of the next request. Results stand right behind the answer that wanted
    /// them, as providers insist; what was said while a call was under way follows them.
    /// </summary>
    public static IEnumerable<RequestPart> PartsOf(IEnumerable<RunItem> items)
    {
        var (calls, late) = (0, new List<RequestPart>());
        foreach (var item in items)
        {
            if (item is Heard or Told && calls > 0)
            {
                late.AddRange(PartsOf(item));
                continue;
            }

            foreach (var part in PartsOf(item)) yield return part;
            calls = item is Said said ? said.Calls.Length : item is Did ? calls - 1 : calls;
            if (calls > 0) continue;
            foreach (var part in late) yield return part;
            late.Clear();
        }

        foreach (var part in late) yield return part;
    }

    /// <summary>What a person said, behind the pictures that it is about.</summary>
    public static IEnumerable<RequestPart> PartsOf(string text, ImmutableArray<ImageRef>? images) =>
    [
        .. (images ?? []).Select(image => new ImagePart(image.Sha256, image.MediaType, image.Bytes)),
        new UserPart(text),
    ];

    private static IEnumerable<RequestPart> PartsOf(RunItem item) => item switch
    {
        Heard heard => PartsOf(heard.Text, heard.Images),
        Told told => [new UserPart(told.Text)],
        Said said => [new AssistantPart(said.Text, said.Calls)],
        Did did => [new ToolPart(did.Call, did.Result)],
        _ => throw new System.Diagnostics.UnreachableException($"No part for {item.GetType().Name}."),
    };
}

/// <summary>A part with the bytes that are stored and the hash that they are stored by.</summary>
internal sealed record StoredPart(RequestPart Part, byte[] Json, string Hash)
{
    private static readonly PartMemo Memo = new();

    /// <summary>The next request repeats most parts of the one before, so what was made lately is not made
    /// again.</summary>
    public static StoredPart Of(RequestPart part) => Memo.Find(part) ?? Memo.Keep(Make(part));

    public static StoredPart Read(string hash, byte[] json) => new(RequestPart.FromJson(json), json, hash);

    private static StoredPart Make(RequestPart part)
    {
        var json = part.ToJson();
        return new(part, json, Convert.ToHexStringLower(SHA256.HashData(json)));
    }
}
