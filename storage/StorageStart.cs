using Microsoft.Extensions.Hosting;
using OmniSage.Storage.Locks;
using OmniSage.Storage.Migrations;

namespace OmniSage.Storage;

/// <summary>Before anything else starts: takes the lock, then brings the schema up to date.</summary>
internal sealed class StorageStart(SingleProcessLock processLock, Migrator migrator) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        processLock.Take();
        await migrator.ApplyAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
