using OmniSage.Storage.Coordinators;

namespace OmniSage.Grains.Coordinators;

/// <summary>Knows a message that was sent before by its client's id: the last ones from memory, older ones from the
/// database.</summary>
internal sealed class SeenMessages(ClientMessages stored)
{
    public async Task<Receipt?> FindAsync(ThreadId id, Conversation now, IncomingMessage message)
    {
        if (message.ClientId is not { } clientId) return null;
        if (now.FindSeen(clientId) is { } seen)
        {
            return seen.TextHash == SeenMessage.HashOf(message.Text)
                ? new(seen.Message, seen.Run)
                : throw new OmniSageException(
                    ErrorCodes.ClientIdReused, "This client id was sent before with another text.");
        }

        if (now.MessagesEver < Conversation.ClientIdsMax) return null;
        return await stored.FindAsync(id, clientId, CancellationToken.None) is { } found
            ? new(found.Message, found.Run.Value)
            : null;
    }
}
