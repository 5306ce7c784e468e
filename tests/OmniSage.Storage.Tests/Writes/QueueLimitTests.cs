using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Writes;

/// <summary>The bound of the write queue, and its lane on a scheduler.</summary>
public sealed class QueueLimitTests
{
    [Fact]
    public async Task Queue_Full_RefusesAndTakesMoreAfterwards()
    {
        var faults = new PlantedFaults();
        await using var services = await OpenAsync(options => options.QueueUnitsMax = 3, faults);
        var queue = services.GetRequiredService<WriteQueue>();
        var tenant = new TenantId(Guid.CreateVersion7());
        UnitOfWork Unit() => new UnitOfWork(tenant).Append(HashChain.Seal(
            JournalHead.Empty(new(tenant, JournalKind.Run, Guid.CreateVersion7())), Event(), new()).Sealed);

        faults.Hold();
        var waiting = Enumerable.Range(0, 3).Select(_ => queue.CommitAsync(Unit())).ToList();
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => queue.CommitAsync(Unit()));
        Assert.Equal((ErrorCodes.LimitReached, true), (fault.Code, fault.Retryable));
        faults.Open();
        await Task.WhenAll(waiting);
        await queue.CommitAsync(Unit());
    }

    [Fact]
    public async Task Queue_OnAScheduler_RunsOnThatSchedulerOnly()
    {
        var pair = new ConcurrentExclusiveSchedulerPair();
        await using var services = await OpenAsync(
            _ => { }, new PlantedFaults(), WriteLane.On(pair.ExclusiveScheduler));
        var queue = services.GetRequiredService<WriteQueue>();
        var head = JournalHead.Empty(new(new(Guid.CreateVersion7()), JournalKind.Run, Guid.CreateVersion7()));
        await Task.Factory.StartNew(
            async () =>
            {
                var before = TaskScheduler.Current;
                await queue.CommitAsync(
                    new UnitOfWork(head.Journal.Tenant).Append(HashChain.Seal(head, Event(), new()).Sealed));
                Assert.Same(before, TaskScheduler.Current);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.None,
            pair.ExclusiveScheduler).Unwrap();
    }

    private static NewEvent Event() => new()
    {
        Id = Guid.CreateVersion7(),
        Type = "note",
        Schema = 1,
        At = default,
        Actor = "system",
        Labels = Labels.System,
        Payload = "{}"u8.ToArray(),
    };

    private static async Task<ServiceProvider> OpenAsync(
        Action<StorageOptions> configure, PlantedFaults faults, WriteLane? lane = null)
    {
        var services = new ServiceCollection();
        services.Configure<StorageOptions>(options => options.InMemory = true).Configure(configure);
        services.AddSingleton<WriteFaults>(faults);
        if (lane is not null) services.AddSingleton(lane);
        var provider = services.AddLogging().AddStorage().BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().ApplyAsync(CancellationToken.None);
        return provider;
    }
}
