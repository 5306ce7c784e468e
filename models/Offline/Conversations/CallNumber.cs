using System.Globalization;

namespace OmniSage.Models.Offline.Conversations;

/// <summary>Numbers calls by their position in the conversation, so that ids need no randomness.</summary>
internal static class CallNumber
{
    private const string Prefix = "call_";

    /// <summary>
    /// One more than the calls so far and than any number in their ids: a conversation whose beginning was left out
    /// still gets ids that it does not hold.
    /// </summary>
    public static long Next(IReadOnlyList<ChatMessage> conversation)
    {
        long calls = 0;
        long highest = 0;
        foreach (var call in conversation.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
        {
            calls++;
            highest = Math.Max(highest, Parse(call.CallId));
        }

        return Math.Max(calls, highest) + 1;
    }

    public static string Format(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    private static long Parse(string? callId) =>
        callId is not null && callId.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(callId.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
