using OmniSage.Storage.Coordinators;

namespace OmniSage.Grains.Coordinators;

/// <summary>Finds what a message was answered with that is sent again.</summary>
internal static class RepeatedMessages
{
    /// <summary>Null for a message that is new. Throws when its client id stands for another text.</summary>
    public static async Task<Receipt?> FindSeenAsync(
        this ClientMessages messages, ThreadId thread, Conversation known, IncomingMessage message)
    {
        if (message.ClientId is not { } clientId) return null;
        if (known.FindSeen(clientId) is { } seen)
        {
            return seen.TextHash == SeenMessage.HashOf(message.Text)
                ? new(seen.Message, seen.Run)
                : throw new OmniSageException(
                    ErrorCodes.ClientIdReused, "This client id was sent before with another text.");
        }

        if (known.MessagesEver < Conversation.ClientIdsMax) return null;
        return await messages.FindAsync(thread, clientId, CancellationToken.None) is { } found
            ? new(found.Message, found.Run.Value)
            : null;
    }
}
