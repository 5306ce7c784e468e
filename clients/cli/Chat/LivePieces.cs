using OmniSage.Cli.Server;

namespace OmniSage.Cli.Chat;

/// <summary>
/// Puts the pieces of live output together again: what was seen before is dropped, as a new connection repeats it,
/// what was lost is marked, and only whole lines come out.
/// </summary>
internal sealed class LivePieces
{
    /// <summary>Lines of one step that are shown live; the rest is in the run's history.</summary>
    public const int LinesMax = 400;

    private const int LineCharsMax = 2000;
    private readonly Dictionary<(string Run, long Step), StepText> steps = [];

    public bool HasShown(string run, long step) => steps.ContainsKey((run, step));

    /// <summary>The lines that this piece completes.</summary>
    public List<string> Take(ServerEvent piece)
    {
        var (run, step) = (piece.Run!, piece.Json.Number("step") ?? 0);
        if (!steps.TryGetValue((run, step), out var text)) steps[(run, step)] = text = new();
        return text.Take(
            $"{piece.Json.Number("attempt")} {piece.Json.Text("channel")}",
            piece.Json.Number("offset") ?? 0,
            piece.Json.Text("text") ?? "");
    }

    /// <summary>What is left of a step that has ended, without its line feed.</summary>
    public List<string> End(string run, long step) => steps.TryGetValue((run, step), out var text) ? text.End() : [];

    private sealed class StepText
    {
        private readonly Dictionary<string, (long Position, string Unfinished)> channels = [];
        private int lines;
        private bool hasEnded;

        public List<string> Take(string channel, long offset, string text)
        {
            if (hasEnded) return [];
            var (position, rest) = channels.GetValueOrDefault(channel, (0, ""));
            if (offset + text.Length <= position) return [];
            if (offset > position) rest += (rest.Length > 0 ? "\n" : "") + "… (some output was not shown)\n";
            else text = text[(int)(position - offset)..];
            var parts = (rest + text).Split('\n');
            rest = parts[^1];
            var whole = new List<string>(parts[..^1]);
            if (rest.Length > LineCharsMax)
            {
                whole.Add(rest);
                rest = "";
            }

            channels[channel] = (Math.Max(position, offset) + text.Length, rest);
            return Bound(whole);
        }

        public List<string> End()
        {
            hasEnded = true;
            var rests = channels.Values.Select(channel => channel.Unfinished).Where(rest => rest.Length > 0).ToList();
            channels.Clear();
            return Bound(rests);
        }

        private List<string> Bound(List<string> whole)
        {
            var shown = whole.Take(Math.Max(0, LinesMax - lines)).ToList();
            if (lines <= LinesMax && lines + whole.Count > LinesMax) shown.Add("… (more; omnisage runs ID shows it)");
            lines += whole.Count;
            return shown;
        }
    }
}
