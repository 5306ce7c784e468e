using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox.Docker;
using OmniSage.Sandbox.Tests.Daemon;
using OmniSage.Sandbox.Tests.Drivers;
using Xunit;

namespace OmniSage.Sandbox.Tests.Docker;

/// <summary>The docker driver as a silo uses it: through a daemon, with the small image.</summary>
public class DockerFixture : DriverFixture
{
    private readonly DaemonUnderTest daemon = new();

    protected override void Add(IServiceCollection services) =>
        services.AddSandbox(options =>
        {
            Configure(options);
            options.Driver = "docker";
            options.DaemonSocket = daemon.Socket;
        });

    public override async ValueTask InitializeAsync()
    {
        await daemon.StartAsync(services => ActivatorUtilities.CreateInstance<DockerSandbox>(services), Configure);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await daemon.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private void Configure(SandboxOptions options)
    {
        options.Docker.Socket = TestEngine.Socket;
        options.Docker.Image = "small";
        options.Docker.Kernel = Kernel;
        options.Docker.Install = daemon.Name;
        // Engines of busy machines take their time.
        options.StartTimeMax = TimeSpan.FromMinutes(1);
    }
}

public sealed class DockerCommandTests(DockerFixture fixture)
    : CommandTests(fixture), IClassFixture<DockerFixture>;

public sealed class DockerLimitTests(DockerFixture fixture)
    : LimitTests(fixture), IClassFixture<DockerFixture>;

public sealed class DockerIsolationTests(DockerFixture fixture)
    : IsolationTests(fixture), IClassFixture<DockerFixture>;

public sealed class DockerFileTests(DockerFixture fixture)
    : FileTests(fixture), IClassFixture<DockerFixture>;
