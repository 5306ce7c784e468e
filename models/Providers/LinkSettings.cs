namespace OmniSage.Models.Providers;

/// <summary>One model of one provider, and how it is asked, as an adapter takes it.</summary>
internal sealed record LinkSettings
{
    /// <summary>What people call the provider.</summary>
    public required string Name { get; init; }

    public required string Model { get; init; }

    public required ModelKey Key { get; init; }

    public required int AnswerBytesMax { get; init; }

    public required TimeSpan FirstByteTimeMax { get; init; }

    public required TimeSpan IdleTimeMax { get; init; }

    public double? Temperature { get; init; }

    public int? OutputTokensMax { get; init; }

    /// <summary>Tokens of an answer: the least that somebody set.</summary>
    public int? TokensOf(ChatOptions? options) => (OutputTokensMax, options?.MaxOutputTokens) switch
    {
        ({ } own, { } asked) => Math.Min(own, asked),
        var (own, asked) => own ?? asked,
    };
}
