using Microsoft.Extensions.Hosting;

namespace OmniSage.Sandbox;

/// <summary>Starts and stops the <see cref="SandboxHost"/> with the application.</summary>
internal sealed class SandboxLifetime(SandboxHost host) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => host.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => host.DisposeAsync().AsTask();
}
