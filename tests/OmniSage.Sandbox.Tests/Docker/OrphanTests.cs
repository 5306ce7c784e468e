using System.Text.Json.Nodes;
using OmniSage.Sandbox.Docker;
using OmniSage.Sandbox.Tests.Drivers;
using Xunit;

namespace OmniSage.Sandbox.Tests.Docker;

/// <summary>Nobody's container stays, and nobody else's is touched.</summary>
public sealed class OrphanTests(DockerFixture fixture) : SandboxDriverTests(fixture), IClassFixture<DockerFixture>
{
    [Fact]
    public async Task Containers_OfDeadDaemons_AreReapedAndOthersAreNot()
    {
        await using var session = await CreateAsync();
        using var engine = new EngineClient(TestEngine.Socket);
        var dead = await MakeAsync(engine, "reaped", "host-1-1");
        var foreign = await MakeAsync(engine, "somebody-elses", "host-1-1");
        using var docker = new DockerSandbox(
            Microsoft.Extensions.Options.Options.Create(new SandboxOptions
            {
                Docker = new DockerOptions { Socket = TestEngine.Socket, Install = "reaped" },
            }),
            TimeProvider.System);
        Assert.Equal(1, await docker.ReapAsync(Ct));
        Assert.False(await IsThereAsync(engine, dead));
        Assert.True(await IsThereAsync(engine, foreign));
        Assert.Equal("alive\n", await PrintAsync(session, "echo alive"));
        await engine.RemoveAsync(foreign, Ct);
    }

    [Fact]
    public async Task Container_WhoseRunnerLosesItsOrders_EndsAndIsRemoved()
    {
        await using var session = await CreateAsync();
        using var engine = new EngineClient(TestEngine.Socket);
        var options = new DockerOptions();
        var spec = new ContainerSpec("omnisage/small:latest", ContainerRuntime.Of(SandboxKernel.Host, options), Small,
            ContainerOrphans.Labels("lost", "1"), Seccomp.EngineProfile.For(
                System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture, SandboxKernel.Host)!);
        var made = (string)(await engine.PostAsync("/containers/create", spec.ToJson(), Ct))["Id"]!;
        using (await engine.AttachAsync(made, Ct))
        {
            await engine.PostAsync($"/containers/{made}/start", null, Ct);
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        late.CancelAfter(TimeSpan.FromSeconds(20));
        while (await IsThereAsync(engine, made))
        {
            await Task.Delay(20, late.Token);
        }
    }

    private static async Task<string> MakeAsync(EngineClient engine, string install, string host)
    {
        var made = await engine.PostAsync("/containers/create", new JsonObject
        {
            ["Image"] = "omnisage/small:latest",
            ["Entrypoint"] = new JsonArray("/bin/true"),
            ["Labels"] = new JsonObject
            {
                ["omnisage.install"] = install, ["omnisage.incarnation"] = host, ["omnisage.session"] = "1",
            },
            ["HostConfig"] = new JsonObject { ["NetworkMode"] = "none" },
        }, Ct);
        return (string)made["Id"]!;
    }

    private static async Task<bool> IsThereAsync(EngineClient engine, string container)
    {
        try
        {
            await engine.GetAsync($"/containers/{container}/json", Ct);
            return true;
        }
        catch (EngineException gone) when (gone.Status == System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
