using System.Text;
using OmniSage.Cli.Display;

namespace OmniSage.Cli.Chat;

/// <summary>What a key led to.</summary>
internal enum Typed { More, Line, Interrupt, End }

/// <summary>
/// One line being typed, with the usual keys and a history. It is drawn in exactly one row, scrolled sideways when
/// it is longer, so that output can be put above it at any time. Used by one typing thread; drawing may happen on any.
/// </summary>
internal sealed class LineEditor
{
    private const string Sign = "› ";
    private const int HistoryMax = 200;

    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private readonly List<string> history = [];
    private int at;
    private int recalled;

    public Typed Take(ConsoleKeyInfo key)
    {
        lock (gate)
        {
            var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    return Typed.Line;
                case ConsoleKey.C when isControl:
                    return Typed.Interrupt;
                case ConsoleKey.D when isControl && text.Length == 0:
                    return Typed.End;
                case ConsoleKey.D when isControl:
                case ConsoleKey.Delete:
                    Remove(at, Right());
                    break;
                case ConsoleKey.Backspace:
                case ConsoleKey.H when isControl:
                    Remove(Left(), at);
                    break;
                case ConsoleKey.LeftArrow:
                    at = Left();
                    break;
                case ConsoleKey.RightArrow:
                    at = Right();
                    break;
                case ConsoleKey.Home or ConsoleKey.A when key.Key is ConsoleKey.Home || isControl:
                    at = 0;
                    break;
                case ConsoleKey.End or ConsoleKey.E when key.Key is ConsoleKey.End || isControl:
                    at = text.Length;
                    break;
                case ConsoleKey.U when isControl:
                    Remove(0, at);
                    break;
                case ConsoleKey.K when isControl:
                    Remove(at, text.Length);
                    break;
                case ConsoleKey.W when isControl:
                    Remove(WordStart(), at);
                    break;
                case ConsoleKey.UpArrow:
                    Recall(-1);
                    break;
                case ConsoleKey.DownArrow:
                    Recall(1);
                    break;
                default:
                    if (key.KeyChar is not '\0' && !char.IsControl(key.KeyChar)) text.Insert(at++, key.KeyChar);
                    break;
            }

            return Typed.More;
        }
    }

    /// <summary>The finished line; the next one begins.</summary>
    public string TakeLine()
    {
        lock (gate)
        {
            var line = text.ToString();
            if (line.Trim().Length > 0 && (history.Count == 0 || history[^1] != line)) history.Add(line);
            if (history.Count > HistoryMax) history.RemoveAt(0);
            recalled = history.Count;
            text.Clear();
            at = 0;
            return line;
        }
    }

    /// <summary>The row to draw, with the terminal's cursor put where the next character goes.</summary>
    public string Draw(int width)
    {
        lock (gate)
        {
            var room = Math.Max(4, width - Sign.Length - 1);
            var from = at;
            while (from > 0 && Columns.Of(text.ToString(from - 1, at - from + 1)) <= room - 1) from--;
            var to = from;
            while (to < text.Length && Columns.Of(text.ToString(from, to - from + 1)) <= room) to++;
            var column = Sign.Length + Columns.Of(text.ToString(from, at - from));
            return $"\r{Sign}{Plain.Line(text.ToString(from, to - from))}\r\e[{column}C";
        }
    }

    private void Remove(int from, int to)
    {
        text.Remove(from, to - from);
        at = from;
    }

    private int Left() => at == 0 ? 0 : at > 1 && char.IsLowSurrogate(text[at - 1]) ? at - 2 : at - 1;

    private int Right() =>
        at == text.Length ? at : at + 1 < text.Length && char.IsHighSurrogate(text[at]) ? at + 2 : at + 1;

    private int WordStart()
    {
        var start = at;
        while (start > 0 && text[start - 1] is ' ') start--;
        while (start > 0 && text[start - 1] is not ' ') start--;
        return start;
    }

    private void Recall(int by)
    {
        recalled = Math.Clamp(recalled + by, 0, history.Count);
        text.Clear();
        if (recalled < history.Count) text.Append(history[recalled]);
        at = text.Length;
    }
}
