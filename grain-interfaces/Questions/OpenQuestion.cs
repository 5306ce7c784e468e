namespace OmniSage.GrainInterfaces.Questions;

/// <summary>A question that waits for its answer, as a thread shows it.</summary>
/// <param name="Task">What people call the task in the thread: 1, 2, 3 …</param>
/// <param name="Question">What is asked.</param>
/// <param name="AskedUs">Since when, in microseconds since 1970 (UTC).</param>
[GenerateSerializer, Immutable, Alias("omnisage.open-question")]
public sealed record OpenQuestion(
    [property: Id(0)] int Task, [property: Id(1)] TaskQuestion Question, [property: Id(2)] long AskedUs);
