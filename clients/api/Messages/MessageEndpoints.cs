using System.Text;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.Api.Telemetry;
using OmniSage.Api.Threads;

namespace OmniSage.Api.Messages;

internal static class MessageEndpoints
{
    /// <summary>
    /// JSON may write each byte of the text as an escape of six, Base64 three bytes as four; the rest is for the other
    /// fields.
    /// </summary>
    private const int BodyBytesMax =
        6 * IncomingMessage.TextBytesMax + (MessageImage.BytesOfMessageMax / 3 + MessageImage.CountMax) * 4 + 8 * 1024;

    public static void MapMessages(this RouteGroupBuilder workspace) =>
        workspace.MapPost("/threads/{thread}/messages", SendAsync)
            .WithName("SendMessage").WithTags("Messages").RequireAuthorization(Policies.Work)
            .WithSummary("Gives the agent a message. It is durable when this answers; the run goes on by itself.")
            .Accepts<MessageBody>("application/json")
            .Produces<MessageAccepted>(202).WithBodyProblems();

    private static async Task<IResult> SendAsync(
        string thread, HttpContext context, IGrainFactory grains, ThreadFinder threads, TimeProvider time)
    {
        var began = time.GetTimestamp();
        var scope = Scope.Of(context);
        if (!Scope.TryParseId(thread, out var value)) return new ProblemResult(KnownProblems.NotFound);
        var id = new ThreadId(scope.Tenant, value);
        if (!await threads.IsInAsync(id, scope.Workspace.Id, context.RequestAborted))
            return new ProblemResult(KnownProblems.NotFound);

        var (body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.MessageBody, BodyBytesMax);
        problem ??= Check(body!);
        if (problem is not null) return new ProblemResult(problem);

        var receipt = await grains.GetGrain<ICoordinatorGrain>(id.ToGrainKey()).ReceiveAsync(new()
        {
            Text = body!.Text!,
            By = scope.Account,
            ClientId = body.ClientId,
            Mode = body.Mode,
            Role = scope.Caller.Role,
            Images = SentImages.Of(body),
        });
        ApiMeter.Acknowledged(time.GetElapsedTime(began));
        var accepted = new MessageAccepted(receipt.Message.ToString("N"), receipt.Run.ToString("N"));
        context.Response.Headers.Location = $"/api/v1/workspaces/{scope.Workspace.Slug}/runs/{accepted.Run}";
        return TypedResults.Json(accepted, ApiJson.Default.MessageAccepted, statusCode: 202);
    }

    private static Problem? Check(MessageBody body) => body.Text switch
    {
        null => KnownProblems.Invalid("$.text", "It is missing."),
        "" => KnownProblems.Invalid("$.text", "It is empty."),
        { Length: > IncomingMessage.TextBytesMax / 3 } text
            when Encoding.UTF8.GetByteCount(text) > IncomingMessage.TextBytesMax =>
            KnownProblems.TextTooLarge("$.text", IncomingMessage.TextBytesMax),
        _ => ClientIds.Check(body.ClientId) ?? SentImages.Check(body),
    };
}
