using System.Diagnostics;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.Api.Threads;
using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Api.Questions;

internal static class QuestionEndpoints
{
    /// <summary>JSON may write each character as an escape of six bytes; the rest is for the field's name.</summary>
    private const int BodyBytesMax = 6 * QuestionAnswer.TextCharsMax + 1024;

    public static void MapQuestions(this RouteGroupBuilder workspace) =>
        workspace.MapPut("/threads/{thread}/questions/{question}/answer", AnswerAsync)
            .WithName("AnswerQuestion").WithTags("Questions").RequireAuthorization(Policies.Work)
            .WithSummary("Answers a task's question, once; the thread lists those that are open.")
            .Accepts<AnswerBody>("application/json")
            .Produces<AnswerView>().WithProblems(400, 404, 409, 413, 415, 422, 503);

    private static async Task<IResult> AnswerAsync(
        string thread, string question, HttpContext context, IGrainFactory grains, ThreadFinder threads)
    {
        var scope = Scope.Of(context);
        if (!Scope.TryParseId(thread, out var value) || !Scope.TryParseId(question, out var asked))
            return new ProblemResult(KnownProblems.NotFound);
        var id = new ThreadId(scope.Tenant, value);
        if (!await threads.IsInAsync(id, scope.Workspace.Id, context.RequestAborted))
            return new ProblemResult(KnownProblems.NotFound);

        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.AnswerBody, BodyBytesMax);
        problem ??= Check(body!);
        if (problem is not null) return new ProblemResult(problem);

        var receipt = await grains.GetGrain<ICoordinatorGrain>(id.ToGrainKey())
            .AnswerAsync(new(asked, body!.Text!, scope.Account));
        return receipt.Outcome switch
        {
            AnswerOutcome.Taken => TypedResults.Json(
                new AnswerView(asked.ToString("N"), receipt.Answer!.Text!, receipt.Answer.By!.Value.ToString("N")),
                ApiJson.Default.AnswerView),
            AnswerOutcome.NotFound => new ProblemResult(KnownProblems.NotFound),
            AnswerOutcome.AlreadyAnswered => new ProblemResult(QuestionProblems.AlreadyAnswered),
            AnswerOutcome.Expired => new ProblemResult(QuestionProblems.Expired),
            AnswerOutcome.Withdrawn => new ProblemResult(QuestionProblems.Withdrawn),
            var other => throw new UnreachableException($"No answer for {other}."),
        };
    }

    private static Problem? Check(AnswerBody body) => body.Text switch
    {
        null => KnownProblems.Invalid("$.text", "It is missing."),
        { } text when string.IsNullOrWhiteSpace(text) => KnownProblems.Invalid("$.text", "It is empty."),
        { Length: > QuestionAnswer.TextCharsMax } =>
            KnownProblems.Invalid("$.text", $"It has at most {QuestionAnswer.TextCharsMax} characters."),
        _ => null,
    };
}
