using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Grains.Tests.Artifacts;

public sealed class WorkspaceFilePathTests
{
    [Theory]
    [InlineData("reports/may 2026.csv")]
    [InlineData("caf\u00e9/\ud83d\ude00.txt")]
    [InlineData(".hidden")]
    [InlineData("...")]
    public void Name_ThatReadsAsItLooks_IsTaken(string path) => Assert.Null(WorkspaceFilePath.WhyRefused(path));

    [Theory]
    [InlineData("a\u202eb")]
    [InlineData("a\u200bb")]
    [InlineData("a\U000E0041b")]
    [InlineData("a\U000E0100b")]
    [InlineData("a\U0001D173b")]
    [InlineData("a\u3164b")]
    [InlineData("a\u2800b")]
    [InlineData("a\nb")]
    public void Name_WithWhatNobodySees_IsRefused(string path) =>
        Assert.Contains("cannot be seen", WorkspaceFilePath.WhyRefused(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("d.txt ")]
    [InlineData(" d.txt")]
    [InlineData("secrets /d.txt")]
    public void Name_WithASpaceAtAnEnd_IsRefused(string path) =>
        Assert.Contains("with a space", WorkspaceFilePath.WhyRefused(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("../x")]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/.")]
    public void Name_WithADetour_IsRefused(string path) =>
        Assert.Contains("relative", WorkspaceFilePath.WhyRefused(path), StringComparison.Ordinal);
}
