namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>Whether a thread needs another summary, and of what. Pure.</summary>
internal static class SummaryPlan
{
    /// <summary>So many utterances that wait are worth a summary.</summary>
    public const int DueUtterances = 20;

    /// <summary>So many characters are, whoever said them.</summary>
    public const int DueChars = 8_000;

    /// <summary>No more wait for a model: what is there is extracted.</summary>
    public const int HeldUtterances = 60;

    public const int HeldChars = 24_000;

    /// <summary>What a summary is to be made of now; empty while there is no need.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="isUrgent">It cannot wait for a model.</param>
    public static ImmutableArray<Utterance> Next(Conversation thread, out bool isUrgent)
    {
        var digest = thread.Digest;
        isUrgent = digest.Waiting.Length >= HeldUtterances || digest.WaitingChars >= HeldChars;
        if (isUrgent) return digest.Waiting;
        if (digest.Pending is not null) return [];
        if (digest.Waiting.Length < DueUtterances && digest.WaitingChars < DueChars) return [];
        var ready = digest.Waiting.TakeWhile(said => IsAnswered(thread, said)).ToImmutableArray();
        return ready.Length >= DueUtterances || ready.Sum(said => said.Text.Length) >= DueChars ? ready : [];
    }

    /// <summary>What is still to be answered belongs into a request in full.</summary>
    private static bool IsAnswered(Conversation thread, Utterance said) =>
        said.Run != thread.Turn?.Run && thread.Queue.All(queued => queued.Run != said.Run);
}
