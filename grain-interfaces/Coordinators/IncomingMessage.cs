using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Coordinators;

[GenerateSerializer, Immutable, Alias("omnisage.incoming-message")]
public sealed record IncomingMessage
{
    /// <summary>A text has at most this many bytes in UTF-8.</summary>
    public const int TextBytesMax = 256 * 1024;

    /// <summary>A client's id has at most this many characters.</summary>
    public const int ClientIdCharsMax = 128;

    /// <summary>Any text: a message for the agent, or a command such as <c>/status</c>.</summary>
    [Id(0)] public required string Text { get; init; }

    [Id(1)] public required Guid By { get; init; }

    /// <summary>
    /// The sender's own id of the message, by which a repeat is known; none: every call is a new message.
    /// </summary>
    [Id(2)] public string? ClientId { get; init; }

    /// <summary>How it joins the work under way; none: as the thread is set.</summary>
    [Id(3)] public QueueMode? Mode { get; init; }

    [Id(4)] public Priority Priority { get; init; } = Priority.Human;

    /// <summary>What the sender may decide about by a command.</summary>
    [Id(5)] public TenantRole Role { get; init; } = TenantRole.Member;

    /// <summary>Pictures that come with it, for the model to look at.</summary>
    [Id(6)] public ImmutableArray<MessageImage> Images { get; init; } = [];
}
