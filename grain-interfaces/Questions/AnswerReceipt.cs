namespace OmniSage.GrainInterfaces.Questions;

/// <summary>What became of an answer, and the one that holds, where there is one.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.answer-receipt")]
public sealed record AnswerReceipt(
    [property: Id(0)] AnswerOutcome Outcome, [property: Id(1)] QuestionAnswer? Answer = null);
