namespace OmniSage.Tidy.Tests.Layout;

/// <summary>What lies where: run bits, migrations in twins, and documents that name only what is there.</summary>
internal static partial class LayoutRules
{
    /// <summary>Files in a migrations folder that are no migrations, with the reason.</summary>
    private static readonly ImmutableDictionary<string, string> NotMigrations = new Dictionary<string, string>
    {
        ["roles.sql"] = "roles belong to the server; an administrator runs it once",
    }.ToImmutableDictionary();

    /// <summary>What only a build or a running OmniSage makes; documents may name what will be there.</summary>
    private static readonly ImmutableHashSet<string> Made = ["artifacts", "data", "~", "."];

    /// <summary>A script that starts with #! is run, and one that does not is sourced or embedded.</summary>
    public static IEnumerable<string> RunBits(IEnumerable<SourceFile> files) =>
        from file in files
        let isProgram = file.Text.StartsWith("#!", StringComparison.Ordinal)
        where isProgram != file.IsRunnable
        select isProgram
            ? $"{file.Path}: starts with #! and has no run bit; chmod +x {file.Path}"
            : $"{file.Path}: has the run bit and no #!; chmod -x {file.Path}";

    /// <summary>Numbers run from 0001 without a gap, and both databases have the same numbers and names.</summary>
    public static IEnumerable<string> Migrations(IReadOnlyCollection<SourceFile> files)
    {
        var sqlite = MigrationsIn(files, "deploy/migrations/sqlite");
        var postgres = MigrationsIn(files, "deploy/migrations/postgres");
        foreach (var (index, name) in sqlite.Index())
        {
            var next = $"{index + 1:0000}_";
            if (!MigrationName().IsMatch(name)) yield return $"{name}: a migration is named NNNN_what_it_does.sql";
            else if (!name.StartsWith(next, StringComparison.Ordinal)) yield return $"{name}: {next} is the next";
        }

        foreach (var name in sqlite.Except(postgres)) yield return $"{name}: its twin in postgres is missing";
        foreach (var name in postgres.Except(sqlite)) yield return $"{name}: its twin in sqlite is missing";
    }

    /// <summary>Links and `paths` in documents lead to files or folders that exist.</summary>
    public static IEnumerable<string> NamedPaths(IReadOnlyCollection<SourceFile> files)
    {
        var known = Known(files);
        var names = files.Select(file => file.Name).ToHashSet();
        return from document in files
               where document.Extension == ".md"
               from line in document.Lines.Index()
               from named in Links(document, line.Item).Concat(Spans(line.Item, known))
               where !named.IsThere(known, names)
               select document.At(line.Index + 1, $"names {named.Text}, which does not exist");
    }

    private static List<string> MigrationsIn(IEnumerable<SourceFile> files, string folder) =>
    [
        .. files.Where(file => file.Folder == folder && file.Extension == ".sql")
            .Select(file => file.Name)
            .Where(name => !NotMigrations.ContainsKey(name))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every file and every folder that holds one.</summary>
    private static HashSet<string> Known(IEnumerable<SourceFile> files)
    {
        var known = new HashSet<string>();
        foreach (var file in files)
        {
            for (var path = file.Path; path.Length > 0; path = Path.GetDirectoryName(path)!) known.Add(path);
        }

        return known;
    }

    private static IEnumerable<Named> Links(SourceFile document, string line) =>
        from match in Link().Matches(line)
        let target = match.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains(':')
        select new Named(target, Normal(document.Folder, target), IsBareName: false);

    /// <summary>Code spans that look like paths: under a folder of the root, or a source file's name.</summary>
    private static IEnumerable<Named> Spans(string line, HashSet<string> known) =>
        from match in Span().Matches(line)
        let text = match.Groups[1].Value.TrimEnd('/')
        let path = text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text
        let first = path.Split('/')[0]
        where PathLike().IsMatch(path) && !Made.Contains(first)
        let isBare = !path.Contains('/')
        where isBare ? FileName().IsMatch(path) : known.Contains(first)
        select new Named(text, path, isBare);

    private static string Normal(string folder, string target)
    {
        var parts = new List<string>();
        foreach (var part in $"{folder}/{target}".Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private sealed record Named(string Text, string Path, bool IsBareName)
    {
        public bool IsThere(HashSet<string> known, HashSet<string> names) =>
            Path.Length == 0 || known.Contains(Path) || (IsBareName && names.Contains(Path));
    }

    [GeneratedRegex(@"^\d{4}_[a-z0-9_]+\.sql$")]
    private static partial Regex MigrationName();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"^[\w.\-]+(/[\w.\-]+)*$")]
    private static partial Regex PathLike();

    [GeneratedRegex(@"(\.(cs|csproj|sh|sln|sql|props|targets|tsx?|yml)|^[A-Z].*\.md)$")]
    private static partial Regex FileName();
}
