using System.Text;

namespace OmniSage.Cli.Display;

/// <summary>
/// Text that is written as it comes, cut into rows no wider than the terminal: the last one is open and can be drawn
/// anew, as it takes one row of the screen exactly.
/// </summary>
internal sealed class OpenRow
{
    private readonly StringBuilder text = new();

    public bool IsEmpty => text.Length == 0;

    public string Text => text.ToString();

    /// <summary>Adds text; the rows that it completes come out.</summary>
    public List<string> Add(string more, int width)
    {
        text.Append(more);
        var whole = new List<string>();
        while (CutAt(text.ToString(), width) is { } cut)
        {
            whole.Add(text.ToString(0, cut.Length));
            text.Remove(0, cut.Next);
        }

        return whole;
    }

    public void Clear() => text.Clear();

    /// <summary>Where the first row ends and the next begins; null while it is the last one.</summary>
    private static (int Length, int Next)? CutAt(string text, int width)
    {
        var (columns, space, at) = (0, -1, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n') return (at, at + 1);
            columns += Columns.Of(rune.ToString());
            if (columns > width)
            {
                if (rune.Value == ' ') space = at;
                return space > 0 ? (space, space + 1) : at > 0 ? (at, at) : (rune.Utf16SequenceLength,
                    rune.Utf16SequenceLength);
            }

            if (rune.Value == ' ') space = at;
            at += rune.Utf16SequenceLength;
        }

        return null;
    }
}
