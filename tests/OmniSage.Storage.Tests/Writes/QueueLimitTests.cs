using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Writes;

/// <summary>The bounds of the write queue and of reads, and the queue's lane on a scheduler.</summary>
public sealed class QueueLimitTests
{
    [Fact]
    public async Task Queue_Full_RefusesAndTakesMoreAfterwards()
    {
        var faults = new PlantedFaults();
        await using var services = await OpenAsync(options => options.QueueUnitsMax = 3, faults);
        var queue = services.GetRequiredService<WriteQueue>();
        faults.Hold();
        var waiting = Enumerable.Range(0, 3).Select(_ => queue.CommitAsync(Unit())).ToList();
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => queue.CommitAsync(Unit()));
        Assert.Equal((ErrorCodes.LimitReached, true), (fault.Code, fault.Retryable));
        faults.Open();
        await Task.WhenAll(waiting);
        await queue.CommitAsync(Unit());
    }

    [Fact]
    public async Task Queue_FullOfBytes_RefusesAndTakesMoreAfterwards()
    {
        var faults = new PlantedFaults();
        await using var services = await OpenAsync(options => options.QueueBytesMax = 1 << 20, faults);
        var queue = services.GetRequiredService<WriteQueue>();
        faults.Hold();
        var waiting = new List<Task>();
        while (queue.CommitAsync(Unit(25_000)) is { IsFaulted: false } taken) waiting.Add(taken);
        Assert.InRange(waiting.Count, 30, 41);
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => queue.CommitAsync(Unit(25_000)));
        Assert.Equal((ErrorCodes.LimitReached, true), (fault.Code, fault.Retryable));
        faults.Open();
        await Task.WhenAll(waiting);
        await queue.CommitAsync(Unit(25_000));
    }

    [Theory]
    [InlineData(2, 4 << 20)]
    [InlineData(1_024, 1 << 16)]
    public async Task Commit_TakesNoMoreThanItsBound_AndTheNextTakesTheRest(int unitsMax, int bytesMax)
    {
        var faults = new PlantedFaults();
        await using var services = await OpenAsync(
            options => (options.BatchUnitsMax, options.BatchBytesMax) = (unitsMax, bytesMax), faults);
        var queue = services.GetRequiredService<WriteQueue>();
        faults.Hold();
        var before = faults.Batches;
        // Two fit into a commit, by their number or by their bytes, so seven take four.
        var waiting = Enumerable.Range(0, 7).Select(_ => queue.CommitAsync(Unit(25_000))).ToList();
        faults.Open();
        await Task.WhenAll(waiting);
        Assert.Equal(4, faults.Batches - before);
        // A unit that alone is over the bound is a commit of its own.
        var large = new UnitOfWork(Tenant);
        for (var number = 0; number < 5; number++) Add(large, 25_000);
        await queue.CommitAsync(large);
    }

    [Fact]
    public async Task Reads_BeyondThoseThatMayWait_AreRefused()
    {
        var folder = Directory.CreateTempSubdirectory("omnisage-storage-").FullName;
        try
        {
            await AssertReadsAreBoundedAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AssertReadsAreBoundedAsync(string folder)
    {
        // In memory a read waits for nothing but the writer.
        await using var services = await OpenAsync(
            options =>
            {
                (options.InMemory, options.DataFolder) = (false, folder);
                (options.Readers, options.ReadsWaitingMax) = (1, 1);
            },
            new PlantedFaults());
        var database = services.GetRequiredService<Database>();
        using var begun = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim();
        Task<int> ReadAsync() => database.ReadAsync(
            Tenant,
            _ =>
            {
                begun.Release();
                gate.Wait(TestContext.Current.CancellationToken);
                return Task.FromResult(1);
            },
            CancellationToken.None);
        var first = ReadAsync();
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var second = ReadAsync();
        var fault = await Assert.ThrowsAsync<OmniSageException>(ReadAsync);
        Assert.Equal((ErrorCodes.LimitReached, true), (fault.Code, fault.Retryable));
        gate.Set();
        Assert.Equal(2, await first + await second);
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

    private static TenantId Tenant { get; } = new(Guid.CreateVersion7());

    private static UnitOfWork Unit(int payloadBytes = 2) => Add(new(Tenant), payloadBytes);

    private static UnitOfWork Add(UnitOfWork unit, int payloadBytes) => unit.Append(HashChain.Seal(
        JournalHead.Empty(new(Tenant, JournalKind.Run, Guid.CreateVersion7())), Event(payloadBytes), new()).Sealed);

    private static NewEvent Event(int payloadBytes = 2) => new()
    {
        Id = Guid.CreateVersion7(),
        Type = "note",
        Schema = 1,
        At = default,
        Actor = "system",
        Labels = Labels.System,
        Payload = Encoding.UTF8.GetBytes("{}".PadRight(payloadBytes)),
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
