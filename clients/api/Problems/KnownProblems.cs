namespace OmniSage.Api.Problems;

/// <summary>Every problem the API knows by itself. A released code never changes its meaning (docs/api.md).</summary>
internal static class KnownProblems
{
    public static Problem NotFound { get; } = new(404, "not_found", "There is nothing here for this credential.");

    public static Problem Unauthenticated { get; } = new(
        401, "unauthenticated", "A valid API key is needed.", "Send it as: Authorization: Bearer omk_…");

    public static Problem SignedOut { get; } = new(
        401, "unauthenticated", "This browser is not signed in any more.", "A new link: ./omnisage link");

    public static Problem LinkSpent { get; } = new(
        422, "link_spent", "This link cannot be used any more.", "It works once, for ten minutes: ./omnisage link");

    public static Problem NotFromPage { get; } = new(
        403, "not_from_page", "A browser's session changes things only from OmniSage's own page.");

    public static Problem Forbidden { get; } = new(
        403, "forbidden", "The role of this credential does not allow this.");

    public static Problem WrongMethod { get; } = new(
        405, "method_not_allowed", "This method is not for this address.", "The Allow header lists those that are.");

    public static Problem WrongContentType { get; } = new(
        415, "unsupported_media_type", "The body has to be JSON.", "Send it with: Content-Type: application/json");

    public static Problem BadHost { get; } = new(400, "bad_host", "The Host header is missing or malformed.");

    public static Problem ForeignHost { get; } = new(
        403,
        "host_not_allowed",
        "OmniSage does not answer under this host name.",
        "Add it to the setting Api:AllowedHosts.");

    public static Problem ForeignOrigin { get; } = new(
        403, "origin_not_allowed", "Pages of another origin may not call OmniSage.");

    public static Problem Internal { get; } = new(
        500, "internal", "Something went wrong inside OmniSage.", "The server's log says what, under the trace id.");

    public static Problem Busy { get; } = new(
        503, "busy", "OmniSage has too much to do just now; try again.");

    public static Problem NeedsIfMatch { get; } = new(
        428, "precondition_needed", "This needs an If-Match header.", "Send the ETag of what you have seen, once.");

    public static Problem Outdated { get; } = new(
        412, "outdated", "It has changed since.", "Read it again, and decide again.");

    public static Problem TooLarge(int bytesMax) => new(
        413, "too_large", "The body is too large.", $"At most {bytesMax} bytes are taken.");

    public static Problem TextTooLarge(string field, int bytesMax) => new(
        413, "too_large", "The text is too large.", $"At most {bytesMax} bytes in UTF-8 are taken.") { Field = field };

    public static Problem Malformed(long line, long column) => new(
        400, "malformed_json", "The body is not JSON.", $"It breaks at line {line}, byte {column}.")
    {
        Line = line,
        Column = column,
    };

    public static Problem Invalid(string field, string detail) => new(
        422, "invalid_field", "A field is not acceptable.", detail) { Field = field };

    public static Problem InvalidParameter(string name, string detail) => new(
        400, "invalid_parameter", "A parameter is not acceptable.", detail) { Field = name };

    /// <summary>The problem that an empty answer of this status stands for.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        401 => Unauthenticated,
        403 => Forbidden,
        404 => NotFound,
        405 => WrongMethod,
        413 => new(413, "too_large", "The request is too large."),
        415 => WrongContentType,
        >= 500 => Internal with { Status = status },
        _ => new(status, "bad_request", "The request is not acceptable."),
    };

    /// <summary>The one map from what grains throw to what clients get.</summary>
    public static Problem Of(OmniSageException fault) => fault.Code switch
    {
        ErrorCodes.NotFound or ErrorCodes.InvalidKey or ErrorCodes.WrongTenant => NotFound,
        ErrorCodes.InvalidArgument => new(422, fault.Code, "OmniSage does not accept this.", fault.Message),
        ErrorCodes.ClientIdReused => new(409, fault.Code, "The client's id stands for something else.", fault.Message),
        ErrorCodes.LimitReached => new(429, fault.Code, "A limit is reached.", fault.Message),
        ErrorCodes.JournalConflict or ErrorCodes.StorageUnavailable =>
            new(503, fault.Code, "This did not work just now; try again.", fault.Message),
        _ => Internal,
    };
}
