using System.Globalization;

namespace OmniSage.Grains.Coordinators;

/// <summary>Tells commands whose work is done outside the coordinator from those that it answers on the spot.</summary>
internal sealed class CarriedCommands(DecisionCommands decisions)
{
    /// <summary>Commands of one thread whose answers may be on their way.</summary>
    public const int UnderWayMax = 32;

    private const string TooMany = "Too many commands have no answer yet. Say it again in a moment.";

    /// <summary>
    /// What the command means, settled once; or what to say where it means nothing. Both are null where the coordinator
    /// answers by itself.
    /// </summary>
    public async Task<(CommandBegun? Begun, string? Refusal)> SettleAsync(
        ThreadId id, Conversation now, SlashCommand command, IncomingMessage message, Guid run)
    {
        switch (command)
        {
            case { Name: "approve" or "deny" or "trace" } when now.Carried.Length >= UnderWayMax:
                return (null, TooMany);
            case { Name: "approve" or "deny" }:
                var (wish, refusal) = await decisions.SettleAsync(id, now, command, message);
                return wish is null ? (null, refusal) : (new(run, Decision: wish), null);
            case { Name: "trace", Words: [] }:
                return now.LastRun is { } last
                    ? (new(run, Trace: last.ToString("N")), null)
                    : (null, "Nothing has run in this thread yet.");
            case { Name: "trace", Words: [var word] }:
                return (new(run, Trace: TaskOf(now, word)?.ToString("N") ?? word.ToLowerInvariant()), null);
            default:
                return (null, null);
        }
    }

    private static Guid? TaskOf(Conversation now, string word) =>
        int.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? now.Tasks.FirstOrDefault(task => task.Number == number)?.Contract.Run
            : null;
}
