namespace OmniSage.Tidy.Tests.Layout;

public sealed class LayoutRulesTests
{
    [Fact]
    public void Scripts_CanBeRun() => Findings.AssertNone(LayoutRules.RunBits(Repository.Files));

    [Fact]
    public void Migrations_AreTwinsWithoutGaps() => Findings.AssertNone(LayoutRules.Migrations(Repository.Files));

    [Fact]
    public void Documents_NameOnlyWhatExists() =>
        Findings.AssertNone(LayoutRules.NamedPaths([.. Repository.Files, .. Repository.Binaries]));

    [Theory]
    [InlineData("#!/bin/sh\n", false, true)]
    [InlineData("#!/bin/sh\n", true, false)]
    [InlineData("x=1\n", true, true)]
    [InlineData("x=1\n", false, false)]
    public void RunBits_Planted_AreFound(string text, bool isRunnable, bool found) =>
        Assert.Equal(found, LayoutRules.RunBits([new("eng/a.sh", text, isRunnable)]).Any());

    [Theory]
    [InlineData("0001_a 0002_b", "0001_a 0002_b", 0)]
    [InlineData("0001_a 0003_b", "0001_a 0003_b", 1)]
    [InlineData("0001_a", "", 1)]
    [InlineData("", "0001_a", 1)]
    [InlineData("0001_a", "0001_b", 2)]
    [InlineData("0001-a", "0001-a", 1)]
    [InlineData("0001_a 0001_b", "0001_a 0001_b", 1)]
    public void Migrations_Planted_AreFound(string sqlite, string postgres, int found)
    {
        SourceFile[] planted =
        [
            .. In("deploy/migrations/sqlite", sqlite),
            .. In("deploy/migrations/postgres", postgres),
            new("deploy/migrations/postgres/roles.sql", ""),
        ];

        Assert.Equal(found, LayoutRules.Migrations(planted).Count());
    }

    [Theory]
    [InlineData("see `docs/gone.md`", 1)]
    [InlineData("see `docs/here.md` and `docs`", 0)]
    [InlineData("see [it](gone.md) and [that](here.md#part)", 1)]
    [InlineData("see [it](../README.md) and [that](https://example.org/gone.md)", 0)]
    [InlineData("see `Gone.cs` and `Here.cs`", 1)]
    [InlineData("run `./omnisage up`, in `artifacts/bin/x.dll`, type `a/b/c`", 0)]
    public void NamedPaths_Planted_AreFound(string text, int found)
    {
        SourceFile[] planted =
            [new("docs/a.md", text + "\n"), new("docs/here.md", ""), new("README.md", ""), new("grains/Here.cs", "")];

        Assert.Equal(found, LayoutRules.NamedPaths(planted).Count());
    }

    private static IEnumerable<SourceFile> In(string folder, string names) =>
        from name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select new SourceFile($"{folder}/{name}.sql", "");
}
