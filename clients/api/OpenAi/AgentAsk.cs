namespace OmniSage.Api.OpenAi;

/// <summary>What a client asks of an agent, whichever way it asks.</summary>
internal sealed record AgentAsk
{
    /// <summary>The agent's name.</summary>
    public required string Model { get; init; }

    /// <summary>All that the client sends before what is asked now.</summary>
    public required ImmutableArray<ClientMessage> Earlier { get; init; }

    /// <summary>What a person, or a program, says now.</summary>
    public required string Text { get; init; }

    /// <summary>Pictures that this is about.</summary>
    public ImmutableArray<MessageImage> Images { get; init; } = [];

    /// <summary>The answer comes in pieces.</summary>
    public bool IsStream { get; init; }

    /// <summary>Of a stream of chat completions: the usage comes too.</summary>
    public bool HasUsage { get; init; }

    /// <summary>Tokens of the answer that the client takes.</summary>
    public long? TokensMax { get; init; }

    /// <summary>Of responses: how the client wants to be answered; it is quoted with what was said earlier.</summary>
    public string? Instructions { get; init; }

    /// <summary>The response that this one continues.</summary>
    public string? Previous { get; init; }

    /// <summary>
    /// Characters of the answer that are sent. What a model makes of it is not counted here, so each token counts as
    /// four characters, the most that its makers give as a rule.
    /// </summary>
    public long CharsMax => TokensMax is { } tokens and < long.MaxValue / 4 ? 4 * tokens : long.MaxValue;
}
