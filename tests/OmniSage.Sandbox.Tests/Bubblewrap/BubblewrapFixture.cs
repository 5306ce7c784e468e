using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox.Tests.Drivers;
using Xunit;

namespace OmniSage.Sandbox.Tests.Bubblewrap;

public sealed class BubblewrapFixture : DriverFixture
{
    protected override void Add(IServiceCollection services) => services.AddSandbox();
}

public sealed class BubblewrapCommandTests(BubblewrapFixture fixture)
    : CommandTests(fixture), IClassFixture<BubblewrapFixture>;

public sealed class BubblewrapLimitTests(BubblewrapFixture fixture)
    : LimitTests(fixture), IClassFixture<BubblewrapFixture>;

public sealed class BubblewrapIsolationTests(BubblewrapFixture fixture)
    : IsolationTests(fixture), IClassFixture<BubblewrapFixture>;

public sealed class BubblewrapFileTests(BubblewrapFixture fixture)
    : FileTests(fixture), IClassFixture<BubblewrapFixture>;
