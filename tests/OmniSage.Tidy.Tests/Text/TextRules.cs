namespace OmniSage.Tidy.Tests.Text;

/// <summary>What a text file must look like, whatever it says (.editorconfig, STYLE D1 and D25).</summary>
internal static partial class TextRules
{
    public const int LinesMax = 250;
    public const int ColumnsMax = 120;

    /// <summary>A file over a limit, with its reason.</summary>
    private static readonly ImmutableDictionary<string, string> LongFiles = new Dictionary<string, string>
    {
        ["clients/admin/src/api/schema.ts"] = "generated from the OpenAPI document; a test holds it to that",
    }.ToImmutableDictionary();

    /// <summary>Files that tools write as they like.</summary>
    private static bool IsWrittenByTools(SourceFile file) => file.Name is "packages.lock.json" or "OmniSage.sln";

    public static IEnumerable<string> FileLength(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCode && !LongFiles.ContainsKey(file.Path)
        let lines = file.Text.AsSpan().Count('\n')
        where lines > LinesMax
        select file.At(LinesMax, $"{lines} lines; split it by responsibility, at most {LinesMax}");

    public static IEnumerable<string> LineLength(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCode && !LongFiles.ContainsKey(file.Path)
        from line in file.Lines.Index()
        where line.Item.Length > ColumnsMax
        select file.At(line.Index + 1, $"{line.Item.Length} columns; at most {ColumnsMax}");

    public static IEnumerable<string> Encoding(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => !IsWrittenByTools(file)))
        {
            if (file.Text.StartsWith('\uFEFF')) yield return file.At(1, "a byte order mark; save as plain UTF-8");
            if (file.Text.Contains('\r')) yield return file.At(1, "carriage returns; lines end in a line feed alone");
            if (file.Text.Contains('\uFFFD')) yield return file.At(1, "is not UTF-8");
            if (file.Text.Length > 0 && file.Text[^1] != '\n') yield return file.At(1, "does not end in a line feed");
        }
    }

    public static IEnumerable<string> Markers(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCode || file.Extension is ".csproj" or ".props" or ".targets" or ".yml"
        from line in file.Lines.Index()
        where Marker().IsMatch(line.Item)
        select file.At(line.Index + 1, "a note of work left to do; do it, or open an issue and drop the note");

    // Written so that this file does not match itself.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")]
    private static partial Regex Marker();
}
