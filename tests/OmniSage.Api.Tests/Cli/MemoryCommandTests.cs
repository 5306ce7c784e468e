using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Cli;

public sealed class MemoryCommandTests
{
    [Fact]
    public async Task Fact_IsAddedListedFoundEditedExplainedAndForgotten()
    {
        await using var host = await ApiHost.StartAsync();
        var empty = await RunAsync(host, "list");
        await RunAsync(host, "add", "the fiscal year starts in May");
        var id = Id(await RunAsync(host, "list", "--json"));

        var listed = await RunAsync(host, "list");
        var found = await RunAsync(host, "search", "fiscal");
        var nothing = await RunAsync(host, "search", "holiday");
        var edited = await RunAsync(host, "edit", id, "the fiscal year starts in June", "--importance", "5", "--json");
        var next = JsonDocument.Parse(edited.Output).RootElement.GetProperty("id").GetString()!;
        var why = await RunAsync(host, "why", next);
        var forgotten = await RunAsync(host, "forget", next);
        var gone = await RunAsync(host, "why", next);

        Assert.StartsWith("Nothing is remembered here yet", empty.Lines[0], StringComparison.Ordinal);
        Assert.Contains("the fiscal year starts in May", listed.Output, StringComparison.Ordinal);
        Assert.Contains(id, found.Output, StringComparison.Ordinal);
        Assert.Equal("Nothing that is remembered fits.", nothing.Lines[0]);
        Assert.NotEqual(id, next);
        Assert.Equal("the fiscal year starts in June", why.Lines[0]);
        Assert.Contains($"replaces {id}", why.Output, StringComparison.Ordinal);
        Assert.Contains("importance 5", why.Output, StringComparison.Ordinal);
        Assert.Equal("Forgotten.", forgotten.Lines[0]);
        Assert.Equal(1, gone.ExitCode);
        Assert.All(
            (CliProcess.Outcome[])[empty, listed, found, nothing, edited, why, forgotten],
            outcome => Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error)));
        Assert.Empty(host.World.Facts.All);
    }

    [Fact]
    public async Task HostileText_IsShownWithVisibleSigns()
    {
        await using var host = await ApiHost.StartAsync();
        await RunAsync(host, "add", "fact\u001b[2J\u202etxet");
        var listed = await RunAsync(host, "list");
        var why = await RunAsync(host, "why", Id(await RunAsync(host, "list", "--json")));
        Assert.All((CliProcess.Outcome[])[listed, why], outcome =>
        {
            Assert.DoesNotContain('\u001b', outcome.Output);
            Assert.DoesNotContain('\u202e', outcome.Output);
            Assert.Contains("fact\u241b[2J<U+202E>txet", outcome.Output, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(2, "id", "why", "nonsense")]
    [InlineData(2, "id", "forget", "../policy")]
    [InlineData(2, "id", "edit", "5", "text")]
    [InlineData(1, "no such", "why", "00000000000070008000000000000001")]
    [InlineData(1, "no such", "forget", "00000000000070008000000000000001")]
    [InlineData(1, "no such", "edit", "00000000000070008000000000000001", "text")]
    [InlineData(2, "user", "list", "--scope", "everyone")]
    [InlineData(2, "importance", "add", "text", "--importance", "9")]
    [InlineData(2, "retentionDays", "add", "text", "--days", "-1")]
    [InlineData(2, "text", "add", "")]
    [InlineData(2, "Required argument", "search")]
    public async Task Mistake_IsTold(int exitCode, string says, params string[] args)
    {
        await using var host = await ApiHost.StartAsync();
        var outcome = await RunAsync(host, args);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(host.World.Facts.All);
    }

    private static string Id(CliProcess.Outcome listed) =>
        JsonDocument.Parse(Assert.Single(listed.Lines)).RootElement.GetProperty("id").GetString()!;

    private static Task<CliProcess.Outcome> RunAsync(ApiHost host, params string[] args) =>
        CliProcess.RunAsync(host, null, ["memory", .. args]);
}
