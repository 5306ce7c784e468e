using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox.Bubblewrap;
using OmniSage.Sandbox.Tests.Drivers;
using Xunit;

namespace OmniSage.Sandbox.Tests.Daemon;

/// <summary>The daemon's connection alone, over the fastest driver.</summary>
public sealed class RemoteFixture : DriverFixture
{
    private readonly DaemonUnderTest daemon = new();

    protected override void Add(IServiceCollection services) => services.AddSandbox(options =>
    {
        options.Driver = "docker";
        options.DaemonSocket = daemon.Socket;
    });

    public override async ValueTask InitializeAsync()
    {
        await daemon.StartAsync(services => ActivatorUtilities.CreateInstance<BubblewrapSandbox>(services));
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await daemon.DisposeAsync();
    }
}

public sealed class RemoteCommandTests(RemoteFixture fixture)
    : CommandTests(fixture), IClassFixture<RemoteFixture>;

public sealed class RemoteFileTests(RemoteFixture fixture)
    : FileTests(fixture), IClassFixture<RemoteFixture>;
