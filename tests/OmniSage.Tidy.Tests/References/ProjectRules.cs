using System.Xml.Linq;

namespace OmniSage.Tidy.Tests.References;

/// <summary>Each project file against the reference table, the solution and its lock file.</summary>
internal static partial class ProjectRules
{
    public static IEnumerable<string> References(IEnumerable<SourceFile> files) =>
        Projects(files).Where(file => !file.IsIn("tests", "bench")).SelectMany(ReferencesOf);

    public static IEnumerable<string> LockFiles(IReadOnlyCollection<SourceFile> files) =>
        from project in Projects(files)
        let expected = Path.Combine(project.Folder, "packages.lock.json").Replace('\\', '/')
        where files.All(file => file.Path != expected)
        select $"{project.Path}: {expected} is missing; run dotnet restore and commit it";

    public static IEnumerable<string> InSolution(IReadOnlyCollection<SourceFile> files)
    {
        var solution = files.Single(file => file.Path == "OmniSage.sln").Text.Replace('\\', '/');
        return from project in Projects(files)
               where !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)
               select $"{project.Path}: not in the solution; run dotnet sln add {project.Path}";
    }

    /// <summary>The launcher's list of sources names the folder of every project of the server.</summary>
    public static IEnumerable<string> LauncherSources(IReadOnlyCollection<SourceFile> files)
    {
        var script = files.Single(file => file.Path == "eng/build.sh").Text;
        var listed = SourceList().Match(script).Groups[1].Value.Split(' ').ToHashSet();
        return from project in Projects(files)
               where !project.IsIn("tests", "bench", "clients/cli") && !listed.Contains(project.Folder)
               select $"{project.Path}: sources_of in eng/build.sh does not name {project.Folder}";
    }

    private static IEnumerable<SourceFile> Projects(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Extension == ".csproj");

    private static IEnumerable<string> ReferencesOf(SourceFile file)
    {
        if (!ReferenceTable.Projects.TryGetValue(Path.GetFileNameWithoutExtension(file.Path), out var allowed))
        {
            yield return $"{file.Path}: not in the reference table; say there what it may refer to";
            yield break;
        }

        var project = XDocument.Parse(file.Text);
        foreach (var name in Items(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension))
        {
            if (!allowed.Projects.Contains(name!)) yield return $"{file.Path}: may not refer to {name}";
        }

        foreach (var package in Items(project, "PackageReference").Except(allowed.Packages))
        {
            yield return $"{file.Path}: may not refer to the package {package}";
        }

        // Another project's source compiled in, or its assembly by path, would go round the table.
        foreach (var path in Items(project, "Compile").Concat(Items(project, "Reference")))
        {
            if (path.Contains("..", StringComparison.Ordinal)) yield return $"{file.Path}: may not take in {path}";
        }

        if (!allowed.UsesOrleans && project.Descendants("UsesOrleans").Any(element => element.Value == "true"))
        {
            yield return $"{file.Path}: may not use Orleans";
        }
    }

    private static IEnumerable<string> Items(XDocument project, string kind) =>
        project.Descendants(kind).Select(item => item.Attribute("Include")?.Value.Replace('\\', '/')).OfType<string>();

    [GeneratedRegex("local server=\"([^\"]*)\"")]
    private static partial Regex SourceList();
}
