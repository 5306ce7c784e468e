namespace OmniSage.Tidy.Tests.Limits;

public sealed class LimitRulesTests
{
    [Fact]
    public void Limits_AreInTheTable() => Findings.AssertNone(LimitRules.Untold(Repository.Files));

    [Fact]
    public void Limits_AreNamedByTests() => Findings.AssertNone(LimitRules.Untested(Repository.Files));

    [Theory]
    [InlineData("`Agents:StepsMax`", "options.StepsMax = 1;", 0, 0)]
    [InlineData("`Agents:OtherStepsMax`", "new(stepsMax: 1)", 1, 0)]
    [InlineData("`Agents:StepsMax`", "options.OtherStepsMax = 1;", 0, 1)]
    public void Limits_Planted_AreFound(string table, string test, int untold, int untested)
    {
        SourceFile[] planted =
        [
            new("ARCHITECTURE.md", table),
            new("grains/AOptions.cs", "    public int? StepsMax { get; set; }\n    public string Name { get; set; }"),
            new("tests/A/ATests.cs", test),
            new("tests/A/AOptionsTests.cs", "StepsMax"),
        ];
        Assert.Equal(untold, LimitRules.Untold(planted).Count());
        Assert.Equal(untested, LimitRules.Untested(planted).Count());
    }
}
