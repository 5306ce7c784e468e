namespace OmniSage.Tidy.Tests.Text;

public sealed class TextRulesTests
{
    [Fact]
    public void Files_AreShort() => Findings.AssertNone(TextRules.FileLength(Repository.Files));

    [Fact]
    public void Lines_AreShort() => Findings.AssertNone(TextRules.LineLength(Repository.Files));

    [Fact]
    public void Files_ArePlainUtf8() => Findings.AssertNone(TextRules.Encoding(Repository.Files));

    [Fact]
    public void Code_HoldsNoNotesOfWorkLeft() => Findings.AssertNone(TextRules.Markers(Repository.Files));

    [Theory]
    [InlineData(250, false)]
    [InlineData(251, true)]
    public void FileLength_AtTheLimit_IsKept(int lines, bool found) => Assert.Equal(
        found,
        TextRules.FileLength([new("a.cs", string.Concat(Enumerable.Repeat("x\n", lines)))]).Any());

    [Theory]
    [InlineData("a.cs", 120, false)]
    [InlineData("a.cs", 121, true)]
    [InlineData("omnisage", 121, true)]
    [InlineData("a.md", 121, false)]
    public void LineLength_AtTheLimit_IsKept(string path, int columns, bool found) => Assert.Equal(
        found,
        TextRules.LineLength([new(path, $"{(path == "omnisage" ? "#!" : "")}\n{new string('x', columns)}\n")]).Any());

    [Theory]
    [InlineData("x\n", false)]
    [InlineData("\uFEFFx\n", true)]
    [InlineData("x\r\n", true)]
    [InlineData("x", true)]
    public void Encoding_Planted_IsFound(string text, bool found) =>
        Assert.Equal(found, TextRules.Encoding([new("a.md", text)]).Any());

    [Theory]
    [InlineData("TO" + "DO", true)]
    [InlineData("FIX" + "ME", true)]
    [InlineData("TO" + "DOS", false)]
    public void Markers_Planted_AreFound(string word, bool found) =>
        Assert.Equal(found, TextRules.Markers([new("a.cs", $"// {word}: later\n")]).Any());
}
