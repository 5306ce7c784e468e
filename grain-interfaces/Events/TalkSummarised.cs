namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>talk.summarised</c>, in the thread's journal: what takes the place of a thread's older messages in its requests,
/// and of the summary before. The messages themselves stay in the log.
/// </summary>
public sealed record TalkSummarised : EventPayload
{
    /// <summary>This event's own position, by which it can be erased.</summary>
    public required long Seq { get; init; }

    /// <summary>Empty where nothing was left that may be told.</summary>
    public required string Text { get; init; }

    /// <summary>It covers so many messages, from the thread's first on; commands are not counted.</summary>
    public required long Messages { get; init; }

    /// <summary>The last message that it covers.</summary>
    public required Guid Through { get; init; }

    public required SummaryMaker By { get; init; }

    /// <summary>The run that made it, or tried to in vain; none where no model was asked.</summary>
    public Guid? Run { get; init; }
}
