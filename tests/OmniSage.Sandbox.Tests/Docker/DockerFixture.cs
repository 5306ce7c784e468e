using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox.Docker;
using OmniSage.Sandbox.Tests.Drivers;
using Xunit;

namespace OmniSage.Sandbox.Tests.Docker;

public class DockerFixture : DriverFixture
{
    protected virtual SandboxKernel Kernel => SandboxKernel.Host;

    protected override void Add(IServiceCollection services)
    {
        services.AddSingleton<ISandbox, DockerSandbox>();
        services.AddSandbox(o => { o.Docker.Socket = Environment.GetEnvironmentVariable("OMNISAGE_TEST_DOCKER") ?? "/run/docker.sock"; o.Docker.Image = "small"; o.Docker.Kernel = Kernel; });
    }
}

public sealed class GVisorFixture : DockerFixture
{
    protected override SandboxKernel Kernel => SandboxKernel.GVisor;
}

public sealed class DockerCommandTests(DockerFixture fixture)
    : CommandTests(fixture), IClassFixture<DockerFixture>;

public sealed class DockerLimitTests(DockerFixture fixture)
    : LimitTests(fixture), IClassFixture<DockerFixture>;

public sealed class DockerIsolationTests(DockerFixture fixture)
    : IsolationTests(fixture), IClassFixture<DockerFixture>;

public sealed class DockerFileTests(DockerFixture fixture)
    : FileTests(fixture), IClassFixture<DockerFixture>;

public sealed class GVisorCommandTests(GVisorFixture fixture)
    : CommandTests(fixture), IClassFixture<GVisorFixture>;

public sealed class GVisorLimitTests(GVisorFixture fixture)
    : LimitTests(fixture), IClassFixture<GVisorFixture>;

public sealed class GVisorIsolationTests(GVisorFixture fixture)
    : IsolationTests(fixture), IClassFixture<GVisorFixture>;

public sealed class GVisorFileTests(GVisorFixture fixture)
    : FileTests(fixture), IClassFixture<GVisorFixture>;
