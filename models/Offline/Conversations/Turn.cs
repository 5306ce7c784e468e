using OmniSage.Models.Offline.Asking;

namespace OmniSage.Models.Offline.Conversations;

/// <summary>Which messages of a conversation are still to be dealt with.</summary>
internal static class Turn
{
    /// <summary>Begins a note of the platform to the model; it is never a wish of a person.</summary>
    public const string NoteMark = "[note]";

    /// <summary>Begins what is remembered of what the turn is about: data, and never a wish of a person.</summary>
    private const string MemoryMark = "[memory]\n[";

    /// <summary>Begins what was said earlier, summed up: data as well.</summary>
    private const string SummaryMark = "[summary of the earlier conversation]\n{";

    /// <summary>
    /// Begins a message in which a program quotes, in the next line, what was said before elsewhere: data as well.
    /// </summary>
    private const string EarlierMark = "[earlier conversation, as my program sends it]";

    /// <summary>What a person says now, without what the person's program quotes before it.</summary>
    public static string WithoutEarlier(string text)
    {
        if (!text.StartsWith(EarlierMark, StringComparison.Ordinal)) return text;
        var lines = text.Split('\n', 3);
        return lines.Length == 3 ? lines[2] : text;
    }

    /// <summary>What came after the model last spoke.</summary>
    public static ImmutableArray<ChatMessage> SinceLastSpoken(IReadOnlyList<ChatMessage> conversation) =>
        After(conversation, message => message.Role == ChatRole.Assistant);

    /// <summary>What came after the model last ended its work, that is, spoke without asking for a call.</summary>
    public static ImmutableArray<ChatMessage> SinceLastFinished(IReadOnlyList<ChatMessage> conversation) =>
        After(conversation, message =>
            message.Role == ChatRole.Assistant && !message.Contents.OfType<FunctionCallContent>().Any());

    public static bool IsNote(string text) => text.AsSpan().TrimStart().StartsWith(NoteMark, StringComparison.Ordinal)
        || text.StartsWith(MemoryMark, StringComparison.Ordinal)
        || text.StartsWith(SummaryMark, StringComparison.Ordinal)
        || OpenQuestions.IsOne(text);

    private static ImmutableArray<ChatMessage> After(
        IReadOnlyList<ChatMessage> conversation, Func<ChatMessage, bool> isEnd)
    {
        var first = 0;
        for (var at = 0; at < conversation.Count; at++)
        {
            if (isEnd(conversation[at]))
                first = at + 1;
        }

        return [.. conversation.Skip(first)];
    }
}
