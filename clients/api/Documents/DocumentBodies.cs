namespace OmniSage.Api.Documents;

/// <summary>A document to be: a policy, or settings.</summary>
internal sealed record DocumentBody
{
    /// <summary>The whole document, YAML.</summary>
    public required string? Text { get; init; }

    /// <summary>Why, in one line of at most 500 characters.</summary>
    public string? Note { get; init; }
}

/// <summary>A wish for an earlier text of a document.</summary>
internal sealed record DocumentRollbackBody
{
    /// <summary>The version whose text is to be current again.</summary>
    public required int Version { get; init; }

    /// <summary>Why, in one line of at most 500 characters.</summary>
    public string? Note { get; init; }
}
