namespace OmniSage.Web.Tests.Fixtures;

/// <summary>Where things are in the tree that these tests were built from.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    public static string Page => Path.Combine(Root, "clients/admin");

    /// <summary>The built page; without it there is nothing to look at.</summary>
    public static string Built
    {
        get
        {
            var folder = Path.Combine(Page, "dist");
            Assert.SkipUnless(
                File.Exists(Path.Combine(folder, "index.html")), "The web page is not built: it needs Node.js 20.19.");
            return folder;
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OmniSage.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
