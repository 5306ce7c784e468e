using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OmniSage.Tidy.Tests.Code;

/// <summary>Names that say nothing are refused: find the noun or the verb (STYLE D2).</summary>
internal static class NameRules
{
    private static readonly ImmutableArray<string> Endings =
    [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Processor", "Common",
        "Base",
    ];

    private static readonly ImmutableHashSet<string> Folders =
    [
        "Base", "Common", "Helpers", "Managers", "Misc", "Processors", "Services", "Util", "Utilities", "Utils",
    ];

    /// <summary>Name and reason. In orleans-local names are Orleans' own: code compiles against either.</summary>
    private static readonly ImmutableDictionary<string, string> Excepted = new Dictionary<string, string>
    {
        ["IGrainBase"] = "Orleans.IGrainBase, what a grain class is to Orleans",
        ["IReminderService"] = "Orleans.IReminderService",
    }.ToImmutableDictionary();

    public static IEnumerable<string> Types(IEnumerable<SourceFile> files) =>
        from file in files
        from type in file.Parse().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let name = type.Identifier.Text
        let ending = Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal))
        where ending is not null && !(file.IsIn("orleans-local") && Excepted.ContainsKey(name))
        select file.At(type.Identifier.LineOf(), $"{name}: ends in {ending}; name what it is or does");

    public static IEnumerable<string> FolderNames(IEnumerable<SourceFile> files) =>
        from folder in files.Select(file => file.Folder).Distinct()
        from part in folder.Split('/')
        where Folders.Contains(part)
        select $"{folder}: a folder is a noun of the domain, not {part}";
}
