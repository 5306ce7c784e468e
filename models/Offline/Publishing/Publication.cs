using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Publishing;

/// <summary>A task's file that is to be one of the workspace's: <c>d.txt</c>, <c>d.txt as may.txt</c></summary>
/// <param name="Path">In the task.</param>
/// <param name="Name">In the workspace; null for the same.</param>
internal sealed record Publication(string Path, string? Name)
{
    public const string Word = "publish";

    private const string As = "as";

    public ToolCall Call => Name is null
        ? ToolCall.Of(ToolNames.Publish, ("path", Path))
        : ToolCall.Of(ToolNames.Publish, ("path", Path), ("as", Name));

    /// <summary>
    /// What <c>publish A and B</c> or <c>publish A as NAME</c> wants; null for any other text, and for other words that
    /// only begin so.
    /// </summary>
    public static ImmutableArray<Publication>? Read(string text)
    {
        if (Phrase.After(text, Word) is not [' ' or '\t' or ':', ..] said)
            return null;
        var named = said.TrimStart(' ', '\t', ':');
        if (PathList.Read(named) is { } paths)
            return [.. paths.Select(path => new Publication(path, null))];
        return PathList.ReadFirst(named) is { } first
            && Phrase.After(first.Tail.TrimStart(), As) is { } target && PathList.Read(target) is [var name]
            ? [new(first.Path, name)]
            : null;
    }

    /// <summary>In words that <see cref="Read"/> reads back: those that keep their names are one list.</summary>
    public static IEnumerable<string> Format(ImmutableArray<Publication> publications)
    {
        var same = publications.Where(one => one.Name is null).Select(one => one.Path).ToImmutableArray();
        IEnumerable<string> list = same.IsEmpty ? [] : [$"{Word} {PathList.Format(same)}"];
        return list.Concat(publications.Where(one => one.Name is not null)
            .Select(one => $"{Word} {PathList.Format([one.Path])} {As} {PathList.Format([one.Name!])}"));
    }
}
