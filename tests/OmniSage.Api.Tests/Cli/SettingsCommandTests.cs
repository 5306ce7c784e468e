using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Cli;

public sealed class SettingsCommandTests
{
    [Fact]
    public async Task Settings_OfWorkspaceAndTenant_AreApart()
    {
        await using var host = await ApiHost.StartAsync();

        var own = await RunAsync(host, "a: 1\n", "settings", "edit", "--file", "-", "--note", "first try");
        var tenants = await RunAsync(host, "b: 1\n", "settings", "edit", "--tenant", "--file", "-");
        var back = await RunAsync(host, null, "settings", "rollback", "0", "--tenant");
        var shown = await RunAsync(host, null, "settings", "show");
        var history = await RunAsync(host, null, "settings", "--tenant", "history");
        var gone = await RunAsync(host, null, "settings", "show", "--version", "9", "--tenant");

        Assert.Equal("The settings are now version 1.", own.Lines[0]);
        Assert.Equal("The tenant's settings are now version 1.", tenants.Lines[0]);
        Assert.Equal("The tenant's settings are now version 2.", back.Lines[0]);
        Assert.Equal(["a: 1"], shown.Lines[1..]);
        Assert.Equal(4, history.Lines.Length);
        Assert.Equal(
            "There is no such version of the tenant's settings: see omnisage settings --tenant history.",
            gone.Error.Trim());
    }

    [Fact]
    public async Task Mistake_InADocument_IsToldWithItsPlace()
    {
        await using var host = await ApiHost.StartAsync();

        var outcome = await RunAsync(host, "wrong", "settings", "edit", "--file", "-");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("-:1:2: Wrong here.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agents_AreListed_AndAConversationIsWithOne()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agents = [new() { Id = Guid.CreateVersion7(), Slug = "writer", Name = "The Writer" }];
        host.World.Agent = (thread, run, _) =>
        {
            thread.StartTurn(run);
            thread.Answer(run, "Written.");
            return Task.CompletedTask;
        };

        var listed = await RunAsync(host, null, "agents");
        var said = await RunAsync(host, null, "chat", "--agent", "writer", "write");
        var threads = await RunAsync(host, null, "threads");
        var nobody = await RunAsync(host, null, "chat", "--agent", "nobody", "write");
        var both = await RunAsync(host, null, "chat", "--agent", "writer", "--thread", new('a', 32), "write");

        Assert.Equal(["omnisage", "writer"], listed.Lines[1..].Select(line => line.Split(' ')[0]));
        Assert.Contains("Written.", said.Output, StringComparison.Ordinal);
        Assert.Contains(" writer ", threads.Lines[1], StringComparison.Ordinal);
        Assert.Contains("no agent of this slug", nobody.Error, StringComparison.Ordinal);
        Assert.Equal((2, "A thread keeps its agent: leave --agent out."), (both.ExitCode, both.Error.Trim()));
    }

    private static Task<CliProcess.Outcome> RunAsync(ApiHost host, string? input, params string[] args) =>
        CliProcess.RunAsync(host.Url.ToString(), ApiHost.AdminKey, input, args);
}
