using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Cli;

public sealed class PolicyCommandTests
{
    [Fact]
    public async Task Policy_IsShownChangedAndGoneBackTo()
    {
        await using var host = await ApiHost.StartAsync();

        var edited = await RunAsync(host, "a\nb\n", "edit", "--file", "-", "--note", "first try");
        var preset = await RunAsync(host, null, "edit", "--preset", "open");
        var diff = await RunAsync(host, null, "diff", "0", "1");
        var back = await RunAsync(host, null, "rollback", "1");
        var shown = await RunAsync(host, null, "show");
        var history = await RunAsync(host, null, "history", "--json");

        Assert.Equal("The policy is now version 1.", edited.Lines[0]);
        Assert.Equal("The policy is now version 2.", preset.Lines[0]);
        Assert.Contains("+b", diff.Lines);
        Assert.Equal("The policy is now version 3.", back.Lines[0]);
        Assert.Equal(["a", "b"], shown.Lines[1..]);
        Assert.StartsWith("# version 3", shown.Lines[0], StringComparison.Ordinal);
        Assert.Equal([3, 2, 1, 0], history.Lines.Select(
            line => JsonDocument.Parse(line).RootElement.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Mistake_InADocument_IsToldWithFileLineAndColumn()
    {
        await using var host = await ApiHost.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "wrong", TestContext.Current.CancellationToken);

        var outcome = await RunAsync(host, null, "edit", "--file", file);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(
            [$"{file}:1:2: Wrong here.", $"{file}:3:4: Wrong there."],
            outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        File.Delete(file);
    }

    [Fact]
    public async Task Test_TellsVerdictRuleAndWhy()
    {
        await using var host = await ApiHost.StartAsync();

        var told = await RunAsync(host, null, "test", "web.fetch", "--args", """{"url":"https://example.com/"}""");
        var json = await RunAsync(host, null, "test", "web.fetch", "--trust", "untrusted", "--json");

        Assert.Equal(0, told.ExitCode);
        Assert.Equal("ask once, by ground:other-host: The policy does not list the host.", told.Lines[0]);
        Assert.Contains("  asked: admin, owner", told.Lines);
        Assert.Equal("ask", JsonDocument.Parse(json.Output).RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Grants_AreListedAndRevoked()
    {
        await using var host = await ApiHost.StartAsync();
        var id = Guid.CreateVersion7();
        host.World.Grants.Add(id);

        var listed = await RunAsync(host, null, "grants");
        var revoked = await RunAsync(host, null, "revoke", id.ToString("N"));
        var empty = await RunAsync(host, null, "grants");

        Assert.Contains("web.fetch  1 of 20", listed.Output, StringComparison.Ordinal);
        Assert.Equal("Revoked.", revoked.Lines[0]);
        Assert.Equal("Nothing passes by a grant.", empty.Lines[0]);
    }

    [Theory]
    [InlineData(2, "JSON", "test", "web.fetch", "--args", "{")]
    [InlineData(2, "no such tool", "test", "none")]
    [InlineData(1, "policy history", "rollback", "9")]
    [InlineData(1, "policy grants", "revoke", "nonsense")]
    [InlineData(2, "careful, locked, open", "edit", "--preset", "loose")]
    [InlineData(2, "--file", "edit")]
    public async Task Mistake_IsOneSentence(int exitCode, string says, params string[] args)
    {
        await using var host = await ApiHost.StartAsync();

        var outcome = await RunAsync(host, null, args);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Member_MayLook_AndNotChange()
    {
        await using var host = await ApiHost.StartAsync();
        var url = host.Url.ToString();

        var shown = await CliProcess.RunAsync(url, ApiHost.Key, null, "policy", "show");
        var edited = await CliProcess.RunAsync(url, ApiHost.Key, "x", "policy", "edit", "--file", "-");

        Assert.Equal((0, 1), (shown.ExitCode, edited.ExitCode));
        Assert.Contains("role", edited.Error, StringComparison.Ordinal);
    }

    private static Task<CliProcess.Outcome> RunAsync(ApiHost host, string? input, params string[] args) =>
        CliProcess.RunAsync(host.Url.ToString(), ApiHost.AdminKey, input, ["policy", .. args]);
}
