using System.Text.Json;
using OmniSage.Api.Events;
using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// Says a problem as OpenAI's clients expect it: <c>{"error": {message, type, param, code}}</c>. Whatever fails below
/// <c>/v1</c>, also before an endpoint is reached, leaves in this form.
/// </summary>
internal static class OpenAiError
{
    public const string Root = "/v1";

    /// <summary>Has OpenAI's clients not repeat a request whose work was done, and failed.</summary>
    public const string RetryHeader = "x-should-retry";

    public static bool IsFor(HttpRequest request) => request.Path.StartsWithSegments(Root);

    public static async Task WriteAsync(HttpResponse response, Problem problem)
    {
        response.StatusCode = StatusOf(problem);
        response.ContentType = "application/json";
        response.Headers["x-request-id"] = response.HttpContext.TraceIdentifier;
        if (response.StatusCode is 429 or 503 && problem.Code is not OpenAiProblems.NoQuota)
            response.Headers.RetryAfter = "1";
        await using var json = new Utf8JsonWriter(response.BodyWriter, EventWriter.Options);
        json.WriteStartObject();
        Write(json, problem);
        json.WriteEndObject();
        await json.FlushAsync();
    }

    /// <summary>The member <c>error</c>.</summary>
    public static void Write(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, problem.Detail is null ? problem.Title : $"{problem.Title} {problem.Detail}");
        json.WriteString("type"u8, problem.Code is OpenAiProblems.NoQuota ? problem.Code : TypeOf(StatusOf(problem)));
        if (problem.Field is { } field) json.WriteString("param"u8, field.TrimStart('$').TrimStart('.'));
        else json.WriteNull("param"u8);
        json.WriteString("code"u8, CodeOf(problem));
        json.WriteEndObject();
    }

    /// <summary>OpenAI says 400 to whatever is wrong with a body; its clients repeat what is answered 409.</summary>
    private static int StatusOf(Problem problem) => problem.Status is 409 or 422 ? 400 : problem.Status;

    private static string TypeOf(int status) => status switch
    {
        403 => "permission_error",
        429 => "rate_limit_error",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    private static string CodeOf(Problem problem) => problem.Code switch
    {
        "unauthenticated" => "invalid_api_key",
        "limit_reached" => "rate_limit_exceeded",
        "client_id_reused" => "idempotency_key_reused",
        var other => other,
    };
}
