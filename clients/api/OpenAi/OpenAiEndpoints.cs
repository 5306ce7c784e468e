using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Api.Access;
using OmniSage.Api.Agents;
using OmniSage.Api.Events;
using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// OpenAI's API over agents: a model is an agent, and a request a message to it, with all that belongs to one. It is
/// described by OpenAI's own document, and so is not in ours.
/// </summary>
internal static class OpenAiEndpoints
{
    private const string RepeatHeader = "Idempotency-Key";
    private const int RepeatKeyCharsMax = 255;

    /// <summary>When agents came to be, for a list that has to say so: 2026.</summary>
    private const long CreatedSeconds = 1_767_225_600;

    public static void AddOpenAi(this IServiceCollection services)
    {
        services.AddSingleton<Conversations>();
        services.AddSingleton<ResponseLog>();
        services.AddSingleton<Answering>();
    }

    public static void MapOpenAi(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(OpenAiError.Root).AddEndpointFilter<RouteGroupBuilder, OpenAiFilter>()
            .ExcludeFromDescription();
        group.MapPost("/chat/completions", ChatAsync).RequireAuthorization(Policies.Work);
        group.MapPost("/responses", RespondAsync).RequireAuthorization(Policies.Work);
        group.MapGet("/responses/{response}", GetResponseAsync).RequireAuthorization(Policies.Read);
        group.MapGet("/models", ListModelsAsync).RequireAuthorization(Policies.Read);
        group.MapGet("/models/{model}", GetModelAsync).RequireAuthorization(Policies.Read);
    }

    private static Task<IResult> ChatAsync(HttpContext context, Answering answering) =>
        AnswerAsync(context, answering, ChatReader.Read, ChatForm.Instance);

    private static Task<IResult> RespondAsync(HttpContext context, Answering answering) =>
        AnswerAsync(context, answering, ResponseReader.Read, ResponseForm.Instance);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Answering answering, Func<JsonElement, AgentAsk> read, IAnswerForm form)
    {
        var scope = Scope.Of(context);
        using var body = await BodyReader.ReadAsync(context.Request);
        var ask = read(body.RootElement);
        var begun = await answering.BeginAsync(scope, ask, RepeatKey(context.Request), context.RequestAborted);
        context.Response.Headers["OmniSage-Thread"] = begun.Head.Thread.Value.ToString("N");
        context.Response.Headers["OmniSage-Run"] = begun.Head.Run.ToString("N");
        return new AnswerResult(scope, begun, form);
    }

    private static async Task<IResult> GetResponseAsync(string response, HttpContext context, ResponseLog log)
    {
        if (await log.FindAsync(Scope.Of(context), response, context.RequestAborted) is not (var found, _))
            return new ProblemResult(KnownProblems.NotFound);
        var failure = found.Progress.Failure;
        var answer = found.ToAnswer();
        var status = failure is not null ? "failed"
            : found.Progress.IsCancelled ? "cancelled"
            : found.IsOver ? ResponseForm.Completed
            : ResponseForm.InProgress;
        await ResponseForm.WriteAsync(
            context.Response,
            answer,
            status,
            failure is null ? null : OpenAiProblems.Failed(failure.Code, failure.Error));
        return Results.Empty;
    }

    private static async Task<IResult> ListModelsAsync(HttpContext context, AgentFinder agents)
    {
        var known = await agents.ListAsync(Scope.Of(context).Workspace.Id);
        await WriteAsync(context.Response, json =>
        {
            json.WriteString("object"u8, "list");
            json.WriteStartArray("data"u8);
            foreach (var agent in known.Present)
            {
                json.WriteStartObject();
                WriteModel(json, agent.Slug);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return Results.Empty;
    }

    private static async Task<IResult> GetModelAsync(string model, HttpContext context, AgentFinder agents)
    {
        var known = await agents.ListAsync(Scope.Of(context).Workspace.Id);
        if (known.Find(model) is null) return new ProblemResult(OpenAiProblems.NoSuchModel(model));
        await WriteAsync(context.Response, json => WriteModel(json, model));
        return Results.Empty;
    }

    private static void WriteModel(Utf8JsonWriter json, string name)
    {
        json.WriteString("id"u8, name);
        json.WriteString("object"u8, "model");
        json.WriteNumber("created"u8, CreatedSeconds);
        json.WriteString("owned_by"u8, "omnisage");
    }

    private static async Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> members)
    {
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter, EventWriter.Options);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        await json.FlushAsync();
    }

    private static string? RepeatKey(HttpRequest request)
    {
        var header = request.Headers[RepeatHeader];
        if (header.Count == 0) return null;
        return header is [{ Length: >= 1 and <= RepeatKeyCharsMax } key] && key.All(sign => sign is >= ' ' and <= '~')
            ? key
            : throw new RefusedException(OpenAiProblems.BadIdempotencyKey);
    }
}
