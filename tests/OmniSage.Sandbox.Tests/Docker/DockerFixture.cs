using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox.Docker;
using OmniSage.Sandbox.Tests.Drivers;
using Xunit;

namespace OmniSage.Sandbox.Tests.Docker;

public sealed class DockerFixture : DriverFixture
{
    protected override void Add(IServiceCollection services)
    {
        services.AddSingleton<ISandbox, DockerSandbox>();
        services.AddSandbox(o => { o.Docker.Socket = Environment.GetEnvironmentVariable("OMNISAGE_TEST_DOCKER") ?? "/run/docker.sock"; o.Docker.Image = "small"; });
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
