using System.Text;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// The text of an answer, made piece by piece of what turns say: live while they say it, and from the log once it is
/// durable. What was sent cannot be taken back, so that where another model began anew, what it says follows whole.
/// </summary>
internal sealed class AnswerText(long charsMax, Action<string> send)
{
    private readonly StringBuilder whole = new();
    private readonly StringBuilder part = new();
    private readonly HashSet<(Guid Run, int Step)> done = [];
    private (Guid Run, int Step)? open;
    private (int Attempt, int Try) speaking;
    private bool isLive;
    private string lastSaid = "";
    private Guid lastRun;
    private char? half;

    public override string ToString() => whole.ToString();

    public bool IsEmpty => whole.Length == 0;

    /// <summary>There was more to say than the client takes.</summary>
    public bool IsCut { get; private set; }

    /// <summary>A piece that is said right now; one that does not fit what is there waits for the log.</summary>
    public void Hear(LiveOutput piece)
    {
        var place = (piece.Run.Value, piece.Step);
        if (done.Contains(place) || piece.Text.Length == 0) return;
        if (open != place)
        {
            if (open is not null || piece.Offset > 0) return;
            Begin();
            (open, speaking, isLive) = (place, (piece.Attempt, piece.Try), true);
        }

        isLive &= speaking == (piece.Attempt, piece.Try) && piece.Offset <= part.Length;
        var known = part.Length - piece.Offset;
        if (!isLive || known >= piece.Text.Length) return;
        var news = piece.Text[(int)known..];
        part.Append(news);
        Say(news);
    }

    /// <summary>All that a turn said in one step.</summary>
    public void Responded(Guid run, int step, string text)
    {
        done.Add((run, step));
        if (open == (run, step))
        {
            Conclude(text);
        }
        else
        {
            Abandon();
            if (!string.IsNullOrWhiteSpace(text)) SayAnew(text);
        }

        (lastRun, lastSaid) = (run, text);
    }

    /// <summary>What a step said so far counts no more: it failed, or a message came in between.</summary>
    public void Dropped(Guid run, int step)
    {
        if (open == (run, step)) isLive = false;
    }

    /// <summary>What people see as the turn's, or a task's, message; as a rule what was just said.</summary>
    public void Sent(Guid run, string text)
    {
        if (open?.Run == run) Conclude(text);
        else if (lastRun != run || lastSaid.Trim() != text.Trim()) SayAnew(text);
        (lastRun, lastSaid) = (run, text);
    }

    private void Conclude(string text)
    {
        var said = part.ToString();
        Abandon();
        if (text.StartsWith(said, StringComparison.Ordinal)) Say(text[said.Length..]);
        else if (said.TrimEnd() != text.TrimEnd()) SayAnew(text);
    }

    private void Abandon()
    {
        open = null;
        part.Clear();
    }

    private void SayAnew(string text)
    {
        Begin();
        Say(text);
    }

    private void Begin()
    {
        if (whole.Length > 0) Say("\n\n");
    }

    /// <summary>A character of two halves goes out in one piece.</summary>
    private void Say(string text)
    {
        if (IsCut) return;
        if (half is { } first) text = first + text;
        half = text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[^1] : null;
        if (half is not null) text = text[..^1];
        if (whole.Length + (long)text.Length > charsMax)
        {
            IsCut = true;
            var left = (int)(charsMax - whole.Length);
            text = text[..(left > 0 && char.IsHighSurrogate(text[left - 1]) ? left - 1 : left)];
        }

        if (text.Length == 0) return;
        whole.Append(text);
        send(text);
    }
}
