namespace OmniSage.GrainInterfaces.Questions;

/// <summary>A person's answer to the question that was shown to that person.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Text">Any text, or the number of an option.</param>
/// <param name="By">Who answers.</param>
[GenerateSerializer, Immutable, Alias("omnisage.answer-question")]
public sealed record AnswerQuestion(
    [property: Id(0)] Guid Question, [property: Id(1)] string Text, [property: Id(2)] Guid By);
