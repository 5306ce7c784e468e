using OmniSage.Api.Problems;

namespace OmniSage.Api.Bodies;

/// <summary>The ids that callers choose so that their repeats are harmless.</summary>
internal static class ClientIds
{
    public static Problem? Check(string? clientId) => clientId is { Length: 0 or > IncomingMessage.ClientIdCharsMax }
        ? KnownProblems.Invalid("$.clientId", $"It has 1 to {IncomingMessage.ClientIdCharsMax} characters.")
        : null;
}
