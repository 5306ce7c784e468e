using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>What OpenAI's clients are told is wrong, with the codes of OpenAI's own API where it has one.</summary>
internal static class OpenAiProblems
{
    /// <summary>OpenAI's word for it, which it tells apart from too many requests: waiting does not help.</summary>
    public const string NoQuota = "insufficient_quota";

    /// <summary>A run that may cost no more ends with this.</summary>
    private const string BudgetExhausted = "budget_exhausted";

    public static Problem NoSuchProject { get; } = new(
        404, "project_not_found", "There is no such workspace for this key.", "OpenAI-Project names it.")
    {
        Field = "OpenAI-Project",
    };

    public static Problem Stopping { get; } = new(
        503, "server_stopping", "OmniSage is being stopped.", "The work goes on when it is started again.");

    public static Problem BadIdempotencyKey { get; } = new(
        400, "invalid_value", "Idempotency-Key has 1 to 255 visible ASCII characters.") { Field = "Idempotency-Key" };

    public static Problem NotNewest { get; } = new(
        400,
        "previous_response_superseded",
        "This conversation has gone on since.",
        "Only its newest response can be continued.") { Field = "previous_response_id" };

    public static Problem NoPrevious { get; } = new(
        400, "previous_response_not_found", "There is no such response for this key.")
    {
        Field = "previous_response_id",
    };

    public static Problem OtherAgent { get; } = new(
        400, "previous_response_of_other_model", "The response before is another agent's.") { Field = "model" };

    public static Problem RepeatKeyReused { get; } = new(
        400, "idempotency_key_reused", "This Idempotency-Key came with another request before.")
    {
        Field = "Idempotency-Key",
    };

    public static Problem NoSuchModel(string model) => new(
        404, "model_not_found", $"The model `{Shown(model)}` does not exist or you do not have access to it.")
    {
        Field = "model",
    };

    public static Problem Missing(string name) => new(
        400, "missing_required_parameter", $"Missing required parameter: '{name}'.") { Field = name };

    public static Problem Unknown(string name) => new(
        400, "unknown_parameter", $"Unknown parameter: '{Shown(name)}'.") { Field = Shown(name) };

    public static Problem WrongType(string name, string expected) => new(
        400, "invalid_type", $"Invalid type for '{name}': expected {expected}.") { Field = name };

    public static Problem WrongValue(string name, string detail) => new(
        400, "invalid_value", $"Invalid value for '{name}':", detail) { Field = name };

    public static Problem Unsupported(string name, string why) => new(
        400, "unsupported_parameter", $"'{name}' is not supported:", why) { Field = name };

    public static Problem TooMany(string name, int max) => new(
        400, "array_above_max_length", $"Invalid '{name}': array too long. At most {max} are taken.") { Field = name };

    public static Problem TooLong(string name, int bytesMax) => new(
        400, "string_above_max_length", $"Invalid '{name}': string too long. At most {bytesMax} bytes are taken.")
    {
        Field = name,
    };

    /// <summary>The turn ended without an answer, and the log says why in these words.</summary>
    public static Problem Failed(string code, string error) => code is BudgetExhausted
        ? new(429, NoQuota, error)
        : new(500, code, error);

    /// <summary>What a caller made up is not repeated at length.</summary>
    private static string Shown(string text) => text.Length <= 100 ? text : $"{text[..100]}…";
}
