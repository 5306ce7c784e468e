namespace OmniSage.Tidy.Tests.Code;

public sealed class FunctionRulesTests
{
    [Fact]
    public void Functions_AreShort() => Findings.AssertNone(FunctionRules.Length(Repository.CSharp));

    [Fact]
    public void Catches_AreNotSilent() => Findings.AssertNone(FunctionRules.SilentCatch(Repository.CSharp));

    [Theory]
    [InlineData(56, 0)]
    [InlineData(57, 1)]
    public void Length_AtTheLimit_IsKept(int statements, int found)
    {
        var body = string.Concat(Enumerable.Repeat("    F();\n", statements));
        var method = "class C\n{\n  [Fact]\n  void F(\n    int a)\n  {\n" + body + "  }\n}\n";

        Assert.Equal(found, FunctionRules.Length([new("a.cs", method)]).Count());
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(61, 1)]
    public void Length_OfAProgram_IsKept(int statements, int found) => Assert.Equal(
        found,
        FunctionRules.Length([new("a.cs", string.Concat(Enumerable.Repeat("F();\n", statements)))]).Count());

    [Theory]
    [InlineData("catch { }", true)]
    [InlineData("catch (Exception) { }", true)]
    [InlineData("catch (Exception)\n{\n// why\n}", true)]
    [InlineData("catch (IOException) { }", true)]
    [InlineData("catch (IOException)\n{\n// It is gone already, which is what was wanted.\n}", false)]
    [InlineData("catch (OperationCanceledException) when (token.IsCancellationRequested) { }", false)]
    [InlineData("catch { throw; }", false)]
    public void SilentCatch_Planted_IsFound(string handler, bool found)
    {
        var planted = new SourceFile("a.cs", "class C { void F() { try { F(); } " + handler + " } }");

        Assert.Equal(found, FunctionRules.SilentCatch([planted]).Any());
    }
}
