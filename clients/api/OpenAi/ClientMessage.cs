namespace OmniSage.Api.OpenAi;

/// <summary>One message of a conversation as a client keeps it. Its role is the client's word for who spoke.</summary>
internal sealed record ClientMessage(string Role, string Text)
{
    public const string User = "user";
    public const string Assistant = "assistant";

    /// <summary>Pictures of what is asked now; those of earlier messages the conversation has, or had.</summary>
    public ImmutableArray<MessageImage> Images { get; init; } = [];
}
