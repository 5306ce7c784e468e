namespace OmniSage.Cli.Display;

/// <summary>Rows of cells in columns as wide as they need; the last column takes what is left of the line.</summary>
internal static class Table
{
    private const string Gap = "  ";

    public static void Write(Terminal terminal, string[] heads, IReadOnlyList<Cell[]> rows)
    {
        var widths = heads.Select((head, i) =>
            Math.Max(head.Length, rows.Select(row => Columns.Of(row[i].Text)).DefaultIfEmpty(0).Max())).ToArray();
        var left = Terminal.Width - widths[..^1].Sum() - Gap.Length * (widths.Length - 1);
        terminal.Line(terminal.Paint(Row(heads, (text, i) => Columns.Pad(text, widths[i])), Ink.Faint));
        terminal.Lines(rows.Select(row => Row(row, (cell, i) => i == widths.Length - 1
            ? terminal.Paint(Plain.Short(cell.Text, Math.Max(10, left)), cell.Ink)
            : terminal.Paint(Columns.Pad(cell.Text, widths[i]), cell.Ink))));
    }

    private static string Row<T>(IEnumerable<T> cells, Func<T, int, string> show) =>
        string.Join(Gap, cells.Select(show)).TrimEnd();

    internal readonly record struct Cell(string Text, Ink Ink = Ink.Normal);
}
