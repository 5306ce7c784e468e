using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace OmniSage.Sandbox.Tests.Drivers;

/// <summary>A driver under test; made once per class of tests.</summary>
public abstract class DriverFixture : IAsyncLifetime
{
    private ServiceProvider? _services;

    public ISandbox Sandbox { get; private set; } = null!;

    public SandboxCapabilities Capabilities { get; private set; } = null!;

    /// <summary>Registers the driver as <see cref="ISandbox"/>.</summary>
    protected abstract void Add(IServiceCollection services);

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        Add(services);
        _services = services.BuildServiceProvider();
        Sandbox = _services.GetRequiredService<ISandbox>();
        Capabilities = await Sandbox.ProbeAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
