using System.Text.Json;

namespace OmniSage.Api.Approvals;

/// <summary>A decision about an act.</summary>
internal sealed record DecisionBody
{
    /// <summary><c>allow</c> or <c>deny</c>.</summary>
    public required string? Verdict { get; init; }

    /// <summary>Why, in one line of at most 500 characters; the model is told.</summary>
    public string? Note { get; init; }

    /// <summary>Other arguments to be used instead; only where it is allowed.</summary>
    public JsonElement? Arguments { get; init; }
}
