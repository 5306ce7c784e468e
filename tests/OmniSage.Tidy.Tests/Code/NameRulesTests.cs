namespace OmniSage.Tidy.Tests.Code;

public sealed class NameRulesTests
{
    [Fact]
    public void Types_HaveNamesThatSaySomething() => Findings.AssertNone(NameRules.Types(Repository.CSharp));

    [Fact]
    public void Folders_AreNouns() => Findings.AssertNone(NameRules.FolderNames(Repository.Files));

    [Theory]
    [InlineData("grains/A.cs", "class RunManager;", true)]
    [InlineData("grains/A.cs", "interface IRunService;", true)]
    [InlineData("grains/A.cs", "record struct StringUtils;", true)]
    [InlineData("grains/A.cs", "enum Common { A }", true)]
    [InlineData("grains/A.cs", "class C { class InnerHelper; }", true)]
    [InlineData("grains/A.cs", "class GrainServices;", false)]
    [InlineData("grains/A.cs", "interface IGrainBase;", true)]
    [InlineData("orleans-local/A.cs", "interface IGrainBase;", false)]
    public void Types_Planted_AreFound(string path, string code, bool found) =>
        Assert.Equal(found, NameRules.Types([new(path, code)]).Any());

    [Fact]
    public void FolderNames_Planted_AreFound() =>
        Assert.Single(NameRules.FolderNames([new("grains/Helpers/A.cs", ""), new("grains/Runs/A.cs", "")]));
}
