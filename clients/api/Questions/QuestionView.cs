using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Api.Questions;

/// <summary>
/// What a task asks, and waits to have answered: the task's number, answers to choose from (any other may be given
/// too), how far it is to be trusted, since and until when.
/// </summary>
internal sealed record QuestionView(
    string Id,
    int Task,
    string Run,
    string Text,
    IReadOnlyList<string> Options,
    Trust Trust,
    string Asked,
    string Expires)
{
    public static QuestionView Of(OpenQuestion open) => new(
        open.Question.Question.ToString("N"),
        open.Task,
        open.Question.Run.ToString("N"),
        open.Question.Text,
        open.Question.Options,
        open.Question.Labels.Trust,
        Timestamp.Text(open.AskedUs),
        Timestamp.Text(open.Question.ExpiresUs));
}
