using OmniSage.Sandbox.Tests.Drivers;
using Xunit;

namespace OmniSage.Sandbox.Tests.Docker;

/// <summary>The docker driver with gVisor's kernel.</summary>
public sealed class GVisorFixture : DockerFixture
{
    public override SandboxKernel Kernel => SandboxKernel.GVisor;
}

public sealed class GVisorCommandTests(GVisorFixture fixture)
    : CommandTests(fixture), IClassFixture<GVisorFixture>;

public sealed class GVisorLimitTests(GVisorFixture fixture)
    : LimitTests(fixture), IClassFixture<GVisorFixture>;

public sealed class GVisorIsolationTests(GVisorFixture fixture)
    : IsolationTests(fixture), IClassFixture<GVisorFixture>;

public sealed class GVisorFileTests(GVisorFixture fixture)
    : FileTests(fixture), IClassFixture<GVisorFixture>;
