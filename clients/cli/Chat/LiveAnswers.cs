using System.Text;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Chat;

/// <summary>
/// Follows what the coordinator says while it says it, turn by turn, so that its message, once it is in the log, is not
/// shown twice. Pieces of an earlier attempt are dropped, and where some were lost the rest waits for the message.
/// </summary>
internal sealed class LiveAnswers
{
    private readonly Dictionary<string, Answer> turns = [];

    /// <summary>A turn began: what it says is shown from now on.</summary>
    public void Begin(string run) => turns.TryAdd(run, new());

    /// <summary>What this piece adds to what is shown; null for nothing.</summary>
    public LiveText? Take(ServerEvent piece) =>
        piece.Json.Text("channel") is "answer" && turns.TryGetValue(piece.Run!, out var answer)
            ? answer.Take(
                (piece.Json.Number("step") ?? 0, piece.Json.Number("attempt") ?? 0, piece.Json.Number("try") ?? 0),
                piece.Json.Number("offset") ?? 0,
                piece.Json.Text("text") ?? "")
            : null;

    /// <summary>
    /// The turn's message is there: what of it is still to be shown, and whether that goes on where the shown
    /// text ends.
    /// </summary>
    public (string Left, bool GoesOn) End(string run, string text)
    {
        if (!turns.Remove(run, out var answer) || answer.Said.Length == 0) return (text, false);
        var said = answer.Said.ToString();
        return text.StartsWith(said, StringComparison.Ordinal) ? (text[said.Length..], true) : (text, false);
    }

    /// <summary>What the turn said so far counts no more: a message has joined it.</summary>
    public void Supersede(string run)
    {
        if (turns.TryGetValue(run, out var answer)) answer.IsSuperseded = true;
    }

    /// <summary>The turn ended without a message.</summary>
    public void Drop(string run) => turns.Remove(run);

    private sealed class Answer
    {
        private (long Step, long Attempt, long Try) place;
        private bool hasGap;

        public StringBuilder Said { get; } = new();

        /// <summary>The next step does not go on from what this one said.</summary>
        public bool IsSuperseded { get; set; }

        public LiveText? Take((long Step, long Attempt, long Try) at, long offset, string text)
        {
            if (at.CompareTo(place) < 0) return null;
            var before = LiveBreak.None;
            if (at != place)
            {
                if (Said.Length > 0)
                    before = IsSuperseded || at.Step == place.Step ? LiveBreak.StartsOver : LiveBreak.NextStep;
                IsSuperseded = false;
                place = at;
                hasGap = false;
                Said.Clear();
            }

            hasGap |= offset > Said.Length;
            var known = hasGap ? text.Length : (int)Math.Min(text.Length, Said.Length - offset);
            Said.Append(text.AsSpan(known));
            return known == text.Length && before is LiveBreak.None ? null : new(before, text[known..]);
        }
    }
}

/// <summary>Text that comes to what is shown, and what comes before it.</summary>
internal sealed record LiveText(LiveBreak Break, string Text);

/// <summary>How new text stands to what was shown before.</summary>
internal enum LiveBreak
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>The model says something more, after a call.</summary>
    NextStep,

    /// <summary>What was shown counts no more: the answer begins anew.</summary>
    StartsOver,
}
