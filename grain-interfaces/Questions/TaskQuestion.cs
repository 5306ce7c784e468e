using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Questions;

/// <summary>
/// What a task asks the person who gave it work. The task waits until it is answered, or until it expires.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.task-question")]
public sealed record TaskQuestion
{
    public const int TextCharsMax = 2_000;
    public const int OptionsMax = 10;
    public const int OptionCharsMax = 200;

    [Id(0)] public required Guid Question { get; init; }

    /// <summary>The run that waits; it has the id of its task.</summary>
    [Id(1)] public required Guid Run { get; init; }

    /// <summary>Which of the task's questions it is, from 1: what is told late does not pass for a new one.</summary>
    [Id(2)] public required int Number { get; init; }

    /// <summary>The model's id of the call.</summary>
    [Id(3)] public required string Call { get; init; }

    [Id(4)] public required string Text { get; init; }

    /// <summary>Answers to choose from; any other answer may be given too.</summary>
    [Id(5)] public required ImmutableArray<string> Options { get; init; }

    /// <summary>What the question was made of.</summary>
    [Id(6)] public required Labels Labels { get; init; }

    /// <summary>From this moment on the task goes on without an answer, in microseconds since 1970 (UTC).</summary>
    [Id(7)] public required long ExpiresUs { get; init; }
}
