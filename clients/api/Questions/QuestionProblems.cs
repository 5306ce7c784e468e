using OmniSage.Api.Problems;

namespace OmniSage.Api.Questions;

/// <summary>Why an answer cannot be taken.</summary>
internal static class QuestionProblems
{
    public static Problem AlreadyAnswered { get; } = new(
        409, "already_answered", "The question has its answer already.", "The thread's events hold it.");

    public static Problem Expired { get; } = new(
        409, "question_expired", "It was not answered in time.", "The task was told, and goes on without.");

    public static Problem Withdrawn { get; } = new(
        409, "question_withdrawn", "The task has ended or is being cancelled.", "Nobody waits for the answer now.");
}
