using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox;

namespace OmniSage.EndToEnd.Tests;

/// <summary>The same for a person, with containers: the silo starts the sandbox daemon, a process of its own.</summary>
public sealed class DockerTests(DockerTests.ContainerSilo silo) : IClassFixture<DockerTests.ContainerSilo>
{
    [Fact]
    public async Task Command_RunsInAContainerThatTheDaemonMade()
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("run: id -u; ls /");
        var answer = await talk.ResultAsync(receipt.Run);
        Assert.Contains("1000\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("home", answer, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(silo.Folder, "sandboxd.sock")));
    }

    public sealed class ContainerSilo : TestSilo
    {
        private const string EngineVariable = "OMNISAGE_TEST_DOCKER";

        protected override void Configure(WebApplicationBuilder builder)
        {
            // The daemon is another process: its settings come from the environment.
            if (Environment.GetEnvironmentVariable(EngineVariable) is { Length: > 0 } engine)
            {
                Environment.SetEnvironmentVariable("OMNISAGE_Sandbox__Docker__Socket", engine);
            }

            builder.Services.PostConfigure<SandboxOptions>(options =>
            {
                options.Driver = "docker";
                options.Docker.Image = "small";
                options.WarmSessions = 0;
            });
        }
    }
}
