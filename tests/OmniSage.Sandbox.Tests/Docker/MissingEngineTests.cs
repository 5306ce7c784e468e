using System.Net.Sockets;
using Microsoft.Extensions.Options;
using OmniSage.Sandbox.Docker;
using Xunit;

namespace OmniSage.Sandbox.Tests.Docker;

/// <summary>Without an engine, an image or a runtime the driver says what to do, in one sentence.</summary>
public sealed class MissingEngineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Engine_ThatIsNotThere_IsToldWithTheNextStep()
    {
        using var docker = Open("/nowhere/docker.sock");
        var found = await docker.ProbeAsync(Ct);
        Assert.False(found.Available);
        Assert.Contains("/nowhere/docker.sock", found.Reason, StringComparison.Ordinal);
        Assert.Contains("docker.io", found.NextStep, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<SandboxException>(
            () => docker.CreateAsync(new SandboxSpec { Label = "a" }, Ct));
        Assert.Equal(SandboxException.Unavailable, refused.Code);
        Assert.Equal(0, await docker.ReapAsync(Ct));
    }

    [Fact]
    public async Task Engine_ThatDoesNotListen_IsTold()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("engine-").FullName, "s");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        using var docker = Open(path);
        Assert.Contains("does not answer", (await docker.ProbeAsync(Ct)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "choose small or full; no others are built")]
    [InlineData("somebody/elses:latest", "choose small or full; no others are built")]
    public async Task Image_ThatIsNotOurs_IsRefused(string image, string nextStep)
    {
        using var docker = Open(TestEngine.Socket);
        Assert.SkipUnless(File.Exists(TestEngine.Socket), "no Docker engine is here");
        var refused = await Assert.ThrowsAsync<SandboxException>(
            () => docker.CreateAsync(new SandboxSpec { Label = "a", Image = image }, Ct));
        Assert.Equal(SandboxException.Unavailable, refused.Code);
        Assert.Contains(nextStep, refused.Message, StringComparison.Ordinal);
    }

    private static DockerSandbox Open(string socket) => new(
        Options.Create(new SandboxOptions { Docker = new DockerOptions { Socket = socket } }), TimeProvider.System);
}
