namespace OmniSage.Tidy.Tests.References;

public sealed class ReferencesTests
{
    [Fact]
    public void Projects_ReferOnlyToWhatTheTableAllows() =>
        Findings.AssertNone(ProjectRules.References(Repository.Files));

    [Fact]
    public void Projects_HaveLockFiles() => Findings.AssertNone(ProjectRules.LockFiles(Repository.Files));

    [Fact]
    public void Projects_AreInTheSolution() => Findings.AssertNone(ProjectRules.InSolution(Repository.Files));

    [Fact]
    public void Launcher_KnowsAllSources() => Findings.AssertNone(ProjectRules.LauncherSources(Repository.Files));

    [Fact]
    public void Assemblies_UseOnlyTheNamespacesThatAreForThem() => Findings.AssertNone(
        CompiledReferences.Namespaces(CompiledReferences.Assemblies, ReferenceTable.Namespaces));

    [Fact]
    public void Assemblies_AreAllLookedAt()
    {
        var built = Repository.Files
            .Where(file => file.Extension == ".csproj" && !file.IsIn("tests", "bench"))
            .Select(file => Path.GetFileNameWithoutExtension(file.Path));

        Assert.Equal(built.Order(), CompiledReferences.Assemblies.Select(Path.GetFileNameWithoutExtension).Order());
    }

    [Theory]
    [InlineData("OmniSage.Sandbox", "<I><ProjectReference Include=\"..\\storage\\OmniSage.Storage.csproj\" /></I>")]
    [InlineData("OmniSage.Sandbox", "<ItemGroup><PackageReference Include=\"Npgsql\" /></ItemGroup>")]
    [InlineData("OmniSage.Sandbox", "<ItemGroup><Compile Include=\"../storage/A.cs\" /></ItemGroup>")]
    [InlineData("OmniSage.Models", "<PropertyGroup><UsesOrleans>true</UsesOrleans></PropertyGroup>")]
    [InlineData("OmniSage.Unknown", "")]
    public void References_Planted_AreFound(string name, string content) =>
        Assert.Single(ProjectRules.References([new($"x/{name}.csproj", $"<Project>{content}</Project>")]));

    [Fact]
    public void Project_OutsideSolutionAndLocks_IsFound()
    {
        SourceFile[] planted = [new("OmniSage.sln", "\"a\\A.csproj\""), new("a/A.csproj", ""), new("b/B.csproj", "")];

        Assert.Equal(2, ProjectRules.LockFiles(planted).Count());
        Assert.Contains("b/B.csproj", Assert.Single(ProjectRules.InSolution(planted)), StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_UnknownToTheLauncher_AreFound()
    {
        SourceFile[] planted =
            [new("eng/build.sh", "local server=\"a b\"\n"), new("a/A.csproj", ""), new("c/C.csproj", "")];

        Assert.Contains("c/C.csproj", Assert.Single(ProjectRules.LauncherSources(planted)), StringComparison.Ordinal);
    }

    [Fact]
    public void Namespaces_OfThisAssembly_AreFound()
    {
        var reserved = ImmutableDictionary<string, ImmutableHashSet<string>>.Empty.Add("Xunit", []);

        Assert.NotEmpty(CompiledReferences.Namespaces([typeof(ReferencesTests).Assembly.Location], reserved));
    }
}
