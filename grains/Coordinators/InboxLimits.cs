using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>What may wait in one thread.</summary>
/// <param name="TurnsMax">Turns that wait.</param>
/// <param name="MessagesMax">Messages that join one turn.</param>
/// <param name="MessageBytesMax">Bytes of those messages, in UTF-8.</param>
internal sealed record InboxLimits(int TurnsMax, int MessagesMax, int MessageBytesMax)
{
    /// <summary>Pictures of the messages that join one turn.</summary>
    public const int ImagesMax = 16;

    public static InboxLimits Of(AgentOptions options) =>
        new(options.QueuedTurnsMax, options.TurnMessagesMax, options.TurnMessageBytesMax);
}
