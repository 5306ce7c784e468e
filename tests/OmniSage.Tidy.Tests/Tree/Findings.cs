namespace OmniSage.Tidy.Tests.Tree;

/// <summary>How a rule's findings become a test's outcome.</summary>
internal static class Findings
{
    /// <summary>Fails with every finding on a line of its own.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        var found = findings.ToList();
        Assert.True(found.Count == 0, $"{found.Count} found:\n{string.Join('\n', found)}");
    }

    /// <summary>Where in a file, as editors and terminals understand it.</summary>
    public static string At(this SourceFile file, int line, string what) => $"{file.Path}:{line}: {what}";
}
