using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox;

namespace OmniSage.EndToEnd.Tests;

/// <summary>
/// Commands that take all they can get are stopped at their limit and reported, and a neighbour goes on.
/// </summary>
public sealed class HostileCommandTests(HostileCommandTests.SmallSandboxes silo)
    : IClassFixture<HostileCommandTests.SmallSandboxes>
{
    [Theory]
    [InlineData("yes | head -c 1000000000", "it printed more than its limit")]
    [InlineData("bomb() { bomb | bomb & }; bomb; while :; do sleep 1; done", "it reached its time limit")]
    [InlineData("head -c 200000000 /dev/zero > big; echo left with $?", "left with 1")]
    [InlineData("while :; do :; done", "it reached its time limit")]
    public async Task Command_IsStoppedAndReported_WhileANeighbourFinishes(string command, string report)
    {
        await silo.RequireSandboxAsync();
        await using var hostile = await silo.OpenAsync();
        await using var neighbour = await silo.OpenAsync();
        var attack = await hostile.SendAsync($"run:\n```sh\n{command}\n```");
        await hostile.InRunAsync(await hostile.TaskAsync(), "step.started");

        var work = await neighbour.SendAsync("run: echo quiet work");
        Assert.Contains("quiet work", await neighbour.ResultAsync(work.Run), StringComparison.Ordinal);

        Assert.Contains(report, await hostile.ResultAsync(attack.Run), StringComparison.Ordinal);
    }

    public sealed class SmallSandboxes : TestSilo
    {
        protected override void Configure(WebApplicationBuilder builder) =>
            builder.Services.PostConfigure<SandboxOptions>(options => options.Limits = options.Limits with
            {
                CommandTimeMax = TimeSpan.FromSeconds(10),
                DiskBytesMax = 32 << 20,
            });
    }
}
