using System.Text;

namespace OmniSage.Grains.Tools.Web;

/// <summary>Markdown as it grows: collapses white space, keeps blocks apart, stops at its bound.</summary>
internal sealed class MarkdownText(int charsMax)
{
    private readonly StringBuilder text = new();
    private readonly List<string> margins = [];
    private int newLines = 2;
    private bool isSpaced;
    private bool isLed;

    public bool IsFull { get; private set; }

    /// <summary>A text on one line, with nothing in it that hides text or turns it around.</summary>
    public static string OneLine(string said)
    {
        var line = new MarkdownText(said.Length + 1);
        line.Words(said);
        return line.ToString();
    }

    /// <summary>What stands at the beginning of each line from now on, such as <c>&gt; </c>.</summary>
    public void Indent(string margin) => margins.Add(margin);

    public void Outdent() => margins.RemoveAt(margins.Count - 1);

    /// <summary>Text whose white space means no more than that words end.</summary>
    public void Words(string said)
    {
        foreach (var rune in said.EnumerateRunes())
        {
            if (IsFull) return;
            if (Rune.IsWhiteSpace(rune)) isSpaced = true;
            else if (IsSeen(rune)) Put(rune);
        }
    }

    /// <summary>A mark such as that of a list's entry: what comes next stands beside it, whatever it asks.</summary>
    public void Lead(string mark)
    {
        Begin();
        Append(mark);
        isSpaced = false;
        isLed = true;
    }

    /// <summary>Text whose lines and spaces are kept.</summary>
    public void Lines(string said)
    {
        foreach (var line in said.ReplaceLineEndings("\n").TrimEnd().Split('\n'))
        {
            if (IsFull) return;
            Break(1);
            Begin();
            foreach (var rune in line.EnumerateRunes())
            {
                if (rune.Value == '\t' || IsSeen(rune)) Append(rune.ToString());
            }
        }

        Break(1);
    }

    /// <summary>At least so many line ends come before the next text.</summary>
    public void Break(int lines)
    {
        isSpaced = false;
        if (isLed) return;
        for (; newLines < lines; newLines++) Append("\n");
    }

    public override string ToString() => text.ToString().Trim();

    private void Put(Rune rune)
    {
        if (newLines == 0 && isSpaced && !isLed) Append(" ");
        Begin();
        Append(rune.ToString());
    }

    private void Begin()
    {
        var isNew = newLines > 0;
        (newLines, isSpaced, isLed) = (0, false, false);
        if (!isNew) return;
        foreach (var margin in margins) Append(margin);
    }

    private void Append(string said)
    {
        if (IsFull) return;
        if (text.Length + said.Length <= charsMax) text.Append(said);
        else IsFull = true;
    }

    /// <summary>Controls, and marks that hide text or turn it around, are for nobody who reads.</summary>
    private static bool IsSeen(Rune rune) => !Rune.IsControl(rune) && rune.Value is not (
        0xAD or 0x61C or 0x180E or 0xFEFF or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E)
        or (>= 0x2060 and <= 0x206F) or (>= 0xE0000 and <= 0xE0FFF));
}
