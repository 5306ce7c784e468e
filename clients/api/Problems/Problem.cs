using System.Text.Json.Serialization;

namespace OmniSage.Api.Problems;

/// <summary>
/// What went wrong, as RFC 9457 has it. <see cref="Code"/> is stable and is what clients decide by;
/// <see cref="Title"/> and <see cref="Detail"/> are for people.
/// </summary>
internal sealed record Problem(int Status, string Code, string Title, string? Detail = null)
{
    [JsonPropertyOrder(-1)]
    public string Type => $"urn:omnisage:problem:{Code}";

    /// <summary>
    /// The JSON path of the field that is wrong, such as <c>$.text</c>, or the name of the parameter.
    /// </summary>
    public string? Field { get; init; }

    /// <summary>Where a body stops being JSON, both from 1; the column counts bytes.</summary>
    public long? Line { get; init; }

    public long? Column { get; init; }

    /// <summary>All that is wrong in a text, where there can be several.</summary>
    public IReadOnlyList<ProblemPlace>? Errors { get; init; }
}
