using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Questions;

/// <summary>How a question ended: answered, or not in time.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.question-answer")]
public sealed record QuestionAnswer
{
    public const int TextCharsMax = 10_000;

    [Id(0)] public required Guid Question { get; init; }

    /// <summary>None where nobody answered in time.</summary>
    [Id(1)] public string? Text { get; init; }

    [Id(2)] public Guid? By { get; init; }

    /// <summary>What the answer was made of.</summary>
    [Id(3)] public required Labels Labels { get; init; }
}
