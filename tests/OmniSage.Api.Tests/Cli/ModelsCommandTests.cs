using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Cli;

public sealed class ModelsCommandTests
{
    [Fact]
    public async Task List_ShowsEachLevelsChain()
    {
        await using var host = await ApiHost.StartAsync();

        var shown = await RunAsync(host, "list");
        var json = await RunAsync(host, "list", "--json");

        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Equal(
            ["level set by provider model state answers begins in last error",
                "coordinator tenant first a healthy 3 of 3 12 ms",
                "second b failing 0 of 2 – second refuses the key (401): ch…"],
            shown.Lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("coordinator", JsonDocument.Parse(Assert.Single(json.Lines)).RootElement.GetProperty("level")
            .GetString());
    }

    [Fact]
    public async Task Test_CostsSomething_SoThatItIsAskedFirst()
    {
        await using var host = await ApiHost.StartAsync();

        var unasked = await RunAsync(host, "test");
        Assert.Equal((2, 0), (unasked.ExitCode, host.World.Models.Tests));
        Assert.Contains("--yes", unasked.Error, StringComparison.Ordinal);
        var tested = await RunAsync(host, "test", "--yes");

        Assert.Equal((1, 1), (tested.ExitCode, host.World.Models.Tests));
        Assert.Contains(tested.Lines, line => line.EndsWith("12 ms  7 + 1   answers", StringComparison.Ordinal));
        Assert.Contains(tested.Lines, line => line.Contains(
            "model_key_refused: second refuses the key (401)", StringComparison.Ordinal));
    }

    private static Task<CliProcess.Outcome> RunAsync(ApiHost host, params string[] args) =>
        CliProcess.RunAsync(host.Url.ToString(), ApiHost.AdminKey, null, ["models", .. args]);
}
