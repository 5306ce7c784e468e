namespace OmniSage.Grains.Coordinators;

/// <summary>What becomes of an incoming message. Pure.</summary>
internal static class Inbox
{
    public static Placement Place(Conversation conversation, IncomingMessage message, int queuedMax, int messagesMax)
    {
        if (conversation.Turn is not { } turn) return new Placement.StartTurn();
        var mode = message.Mode ?? conversation.Mode;
        return mode switch
        {
            QueueMode.Steer when turn.Steered.Length >= messagesMax => Full("messages that join one turn", messagesMax),
            QueueMode.Steer => new Placement.Join(turn.Run),
            QueueMode.Interrupt => new Placement.Interrupt(),
            QueueMode.Collect when Collecting(conversation) is { } waiting => waiting.Messages.Length >= messagesMax
                ? Full("messages that share one turn", messagesMax)
                : new Placement.Join(waiting.Run),
            QueueMode.Collect or QueueMode.Queue when conversation.Queue.Length >= queuedMax =>
                Full("turns that wait", queuedMax),
            QueueMode.Collect or QueueMode.Queue => new Placement.Wait(),
        };
    }

    private static QueuedTurn? Collecting(Conversation conversation) =>
        conversation.Queue.FirstOrDefault(queued => queued is { Mode: QueueMode.Collect, Messages.IsEmpty: false });

    private static Placement.Refuse Full(string what, int max) =>
        new($"This thread has reached its limit of {max} {what}; send the message again later.");
}
