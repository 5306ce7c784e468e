namespace OmniSage.Grains.Coordinators;

/// <summary>
/// The last of what was said, bounded: what a turn gets in full. What leaves it waits for a summary
/// (<see cref="Summaries.TalkDigest"/>); the log keeps everything.
/// </summary>
internal sealed record RecentTalk(ImmutableArray<Utterance> Utterances, int Chars)
{
    /// <summary>All utterances together.</summary>
    public const int CharsMax = 24_000;

    /// <summary>One utterance; a longer one keeps its beginning and says so.</summary>
    public const int UtteranceCharsMax = 4_000;

    public const int UtterancesMax = 40;

    private const string CutMark = "\n[… cut: the message was longer]";

    public static RecentTalk Empty { get; } = new([], 0);

    public RecentTalk Add(Utterance utterance) => Add(utterance, out _);

    /// <param name="utterance">What is said now.</param>
    /// <param name="left">What has no room any more, the oldest first.</param>
    public RecentTalk Add(Utterance utterance, out ImmutableArray<Utterance> left)
    {
        var added = utterance.Text.Length <= UtteranceCharsMax
            ? utterance
            : utterance with { Text = Cut(utterance.Text) };
        var utterances = Utterances.Add(added);
        var chars = Chars + added.Text.Length;
        var dropped = 0;
        while (utterances.Length - dropped > UtterancesMax || chars > CharsMax)
        {
            chars -= utterances[dropped++].Text.Length;
        }

        left = utterances[..dropped];
        return new(utterances.RemoveRange(0, dropped), chars);
    }

    /// <summary>The same without the pictures of one run's messages.</summary>
    public RecentTalk WithoutImagesOf(Guid run) => Utterances.Any(said => said.Run == run && said.Images is not null)
        ? this with
        {
            Utterances = [.. Utterances.Select(said => said.Run == run ? said with { Images = null } : said)],
        }
        : this;

    /// <summary>The join of all that is held.</summary>
    public Labels Labels => Utterances.Aggregate(Labels.System, (labels, said) => labels.Join(said.Labels));

    private static string Cut(string text)
    {
        var length = UtteranceCharsMax - CutMark.Length;
        // A surrogate pair is not torn apart.
        if (char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length] + CutMark;
    }
}
