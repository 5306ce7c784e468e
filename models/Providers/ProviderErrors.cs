using System.Globalization;
using System.Text.Json;
using OmniSage.Egress;

namespace OmniSage.Models.Providers;

/// <summary>Says what an error of a provider means. Pure.</summary>
internal static class ProviderErrors
{
    private static readonly string[] TooLong =
    [
        "context_length_exceeded", "maximum context length", "prompt is too long", "context window",
        "request_too_large", "exceeds the available context", "too many tokens",
    ];

    private static readonly string[] NoModel =
        ["model_not_found", "not a valid model", "no endpoints found", "unknown model", "model not found"];

    /// <param name="name">The provider.</param>
    /// <param name="status">Not one of success.</param>
    /// <param name="retryAfter">What the provider asks for.</param>
    /// <param name="body">What it says.</param>
    /// <param name="key">Never shown.</param>
    public static ModelFaultException OfStatus(
        string name, int status, TimeSpan? retryAfter, ReadOnlySpan<byte> body, string? key)
    {
        var (code, said) = Read(body);
        var detail = ErrorText.Clean(said, key);
        return Kind(status, $"{code} {said}") switch
        {
            // What a provider says of a key may hold part of it.
            ModelErrors.KeyRefused => new(
                ModelErrors.KeyRefused, $"{name} refuses the key ({status}): check the one that is set for it."),
            ModelErrors.NoCredit => new(
                ModelErrors.NoCredit, $"{name} says that its account has no credit ({status})."),
            ModelErrors.RateLimited => new(ModelErrors.RateLimited, $"{name} has too many requests ({status}).")
            {
                RetryAfter = retryAfter,
            },
            ModelErrors.Unavailable => new(ModelErrors.Unavailable, $"{name} is overloaded or broken ({status}).")
            {
                Said = detail,
                RetryAfter = retryAfter,
            },
            ModelErrors.TimedOut => new(ModelErrors.TimedOut, $"{name} took too long ({status})."),
            ModelErrors.ContextTooLong => new(
                ModelErrors.ContextTooLong, $"{name} says that the request is longer than its model takes.")
            {
                Said = detail,
            },
            ModelErrors.NotFound when status is >= 300 and < 400 => new(
                ModelErrors.NotFound,
                $"{name} sends elsewhere ({status}), which is not followed, as the key is for this address only."),
            ModelErrors.NotFound => new(ModelErrors.NotFound, $"{name} has no such model or address ({status}).")
            {
                Said = detail,
            },
            _ => new(ModelErrors.RequestRefused, $"{name} refuses the request ({status}).") { Said = detail },
        };
    }

    /// <summary>An error that comes within a stream: its own code stands for a status.</summary>
    public static ModelFaultException OfStream(string name, JsonElement error, string? key)
    {
        var (code, said) = Said(error);
        var status = code switch
        {
            "authentication_error" or "permission_error" => 401,
            "rate_limit_error" or "rate_limit_exceeded" => 429,
            "invalid_request_error" => 400,
            "not_found_error" => 404,
            "request_too_large" => 413,
            "billing_error" => 402,
            "overloaded_error" => 529,
            _ when int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 400 and < 600 => number,
            _ => 500,
        };
        var text = JsonSerializer.SerializeToUtf8Bytes(said);
        return OfStatus(name, status, null, [.. "{\"message\":"u8, .. text, .. "}"u8], key);
    }

    public static ModelFaultException OfEgress(string name, EgressException fault) => fault.Code switch
    {
        EgressException.TimedOut => new(ModelErrors.TimedOut, $"{name}: {fault.Message}", fault),
        EgressException.BadResponse => new(ModelErrors.BrokeOff, $"{name} broke its answer off.", fault),
        EgressException.TooLarge => new(ModelErrors.Garbled, $"{name}: {fault.Message}", fault),
        _ => new(ModelErrors.Unreachable, $"{name}: {fault.Message}", fault),
    };

    public static ModelFaultException Garbled(string name, Exception? fault = null) => new(
        ModelErrors.Garbled, $"{name} answered with what is no answer of a model.", fault);

    private static string Kind(int status, string said) => status switch
    {
        429 or 400 or 403 when Has(said, ["insufficient_quota", "credit balance"]) => ModelErrors.NoCredit,
        401 or 403 => ModelErrors.KeyRefused,
        402 => ModelErrors.NoCredit,
        < 400 or 404 => ModelErrors.NotFound,
        408 or 504 => ModelErrors.TimedOut,
        413 => ModelErrors.ContextTooLong,
        425 or 429 => ModelErrors.RateLimited,
        >= 500 => ModelErrors.Unavailable,
        _ when Has(said, TooLong) => ModelErrors.ContextTooLong,
        _ when Has(said, NoModel) => ModelErrors.NotFound,
        _ => ModelErrors.RequestRefused,
    };

    private static bool Has(string said, string[] any) =>
        any.Any(one => said.Contains(one, StringComparison.OrdinalIgnoreCase));

    private static (string Code, string Said) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return Said(JsonElement.ParseValue(ref reader));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A page of HTML or half of something says nothing that its status does not.
            return ("", "");
        }
    }

    /// <summary>Providers differ in where they put it.</summary>
    private static (string Code, string Said) Said(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array when json.GetArrayLength() > 0 => Said(json[0]),
        JsonValueKind.String => ("", json.GetString()!),
        JsonValueKind.Object when json.Member("error") is { ValueKind: not JsonValueKind.Null } error => Said(error),
        JsonValueKind.Object => (
            json.Text("code") ?? json.Member("code")?.ToString() ?? json.Text("type") ?? "",
            json.Text("message") ?? json.Text("detail") ?? ""),
        _ => ("", ""),
    };
}
