using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace OmniSage.Sandbox.Tests.Drivers;

/// <summary>A driver under test; made once per class of tests.</summary>
public abstract class DriverFixture : IAsyncLifetime
{
    private ServiceProvider? _services;

    public ISandbox Sandbox { get; private set; } = null!;

    public SandboxCapabilities Capabilities { get; private set; } = null!;

    /// <summary>Whose kernel it is that the commands meet: some things fail otherwise in gVisor's.</summary>
    public virtual SandboxKernel Kernel => SandboxKernel.Host;

    private ISandboxSession? _shared;

    /// <summary>One session for all probes of a class that leave nothing behind, made anew when killed.</summary>
    public async Task<ISandboxSession> ShareAsync(SandboxSpec spec, CancellationToken ct)
    {
        if (_shared is { IsAlive: false } dead)
        {
            await dead.DisposeAsync();
            _shared = null;
        }

        return _shared ??= await Sandbox.CreateAsync(spec, ct);
    }

    /// <summary>Registers the driver as <see cref="ISandbox"/>.</summary>
    protected abstract void Add(IServiceCollection services);

    public virtual async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        Add(services);
        _services = services.BuildServiceProvider();
        Sandbox = _services.GetRequiredService<ISandbox>();
        Capabilities = await Sandbox.ProbeAsync(CancellationToken.None);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await (_shared?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
