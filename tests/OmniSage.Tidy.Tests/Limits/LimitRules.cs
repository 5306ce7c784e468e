namespace OmniSage.Tidy.Tests.Limits;

/// <summary>STYLE D18: every bound that can be set is in the limits table and is hit by a test.</summary>
internal static partial class LimitRules
{
    private const string Table = "ARCHITECTURE.md";

    public static IEnumerable<string> Untold(IReadOnlyCollection<SourceFile> files)
    {
        var table = files.FirstOrDefault(file => file.Path == Table)?.Text ?? "";
        return from limit in LimitsOf(files)
               where !table.Contains($":{limit.Name}`", StringComparison.Ordinal)
               select limit.File.At(limit.Line, $"{limit.Name} is not in the limits table of {Table}.");
    }

    public static IEnumerable<string> Untested(IReadOnlyCollection<SourceFile> files)
    {
        var tests = files.Where(IsTest).Select(file => file.Text).ToList();
        return from limit in LimitsOf(files)
               let named = new Regex($@"\b{limit.Name}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
               where !tests.Exists(named.IsMatch)
               select limit.File.At(limit.Line, $"{limit.Name} is named by no test that could hit it.");
    }

    private static IEnumerable<(SourceFile File, int Line, string Name)> LimitsOf(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Name.EndsWith("Options.cs", StringComparison.Ordinal)
            && (file.Path.StartsWith("egress/", StringComparison.Ordinal)
                || file.Path.StartsWith("grains/", StringComparison.Ordinal)
                || file.Path.StartsWith("models/", StringComparison.Ordinal)
                || file.Path.StartsWith("sandbox/", StringComparison.Ordinal)
                || file.Path.StartsWith("storage/", StringComparison.Ordinal))
        from line in file.Lines.Index()
        let limit = Limit().Match(line.Item)
        where limit.Success
        select (file, line.Index + 1, limit.Groups["name"].Value);

    /// <summary>Tests of the options themselves set every one of them and hit none.</summary>
    private static bool IsTest(SourceFile file) =>
        file.Path.StartsWith("tests/", StringComparison.Ordinal)
        && file.Extension == ".cs"
        && !file.Path.StartsWith("tests/OmniSage.Tidy.Tests/", StringComparison.Ordinal)
        && !file.Name.EndsWith("OptionsTests.cs", StringComparison.Ordinal);

    /// <summary>Counts and bytes; times are bounds of another kind, told apart by what waits for them.</summary>
    [GeneratedRegex(@"^\s+public (?:int|long)\?? (?<name>\w+Max) \{ get; set; \}")]
    private static partial Regex Limit();
}
