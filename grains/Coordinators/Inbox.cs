using System.Text;

namespace OmniSage.Grains.Coordinators;

/// <summary>What becomes of an incoming message. Pure.</summary>
internal static class Inbox
{
    public static Placement Place(Conversation conversation, IncomingMessage message, InboxLimits limits)
    {
        if (conversation.Turn is not { } turn) return new Placement.StartTurn();
        var mode = message.Mode ?? conversation.Mode;
        return mode switch
        {
            // A turn acts for who began it: another person's wishes have a turn of their own.
            QueueMode.Steer when turn.By == message.By => Join(turn.Run, turn.Steered, message, limits),
            QueueMode.Interrupt => new Placement.Interrupt(),
            QueueMode.Collect when Collecting(conversation, message.By) is { } waiting =>
                Join(waiting.Run, waiting.Messages, message, limits),
            _ when conversation.Queue.Length >= limits.TurnsMax =>
                Full(limits.TurnsMax, "turns that wait"),
            _ => new Placement.Wait(),
        };
    }

    private static Placement Join(
        Guid run, ImmutableArray<RunMessage> before, IncomingMessage message, InboxLimits limits)
    {
        if (before.Length >= limits.MessagesMax) return Full(limits.MessagesMax, "messages that join one turn");
        if (before.Sum(one => one.Images?.Length ?? 0) + message.Images.Length > InboxLimits.ImagesMax)
            return Full(InboxLimits.ImagesMax, "pictures that join one turn");
        var bytes = before.Sum(one => (long)Encoding.UTF8.GetByteCount(one.Text));
        return bytes + Encoding.UTF8.GetByteCount(message.Text) > limits.MessageBytesMax
            ? Full(limits.MessageBytesMax, "bytes of messages that join one turn")
            : new Placement.Join(run);
    }

    private static QueuedTurn? Collecting(Conversation conversation, Guid by) => conversation.Queue.FirstOrDefault(
        queued => queued is { Mode: QueueMode.Collect, Messages.IsEmpty: false } && queued.By == by);

    private static Placement.Refuse Full(int max, string what) =>
        new($"This thread has reached its limit of {max} {what}; send the message again later.");
}
