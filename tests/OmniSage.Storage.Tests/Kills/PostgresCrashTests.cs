using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Kills;

/// <summary>
/// kill -9 of the whole database server loses nothing acknowledged, and the queue goes on when it is back.
/// </summary>
public sealed class PostgresCrashTests
{
    private const int Writers = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_Killed_LosesNothingAcknowledgedAndTheQueueRecovers()
    {
        Assert.SkipWhen(
            OwnPostgres.Programs is null, "PostgreSQL's programs are not installed (apt-get install postgresql).");
        await using var server = new OwnPostgres();
        await server.CreateAsync();
        await server.StartAsync();
        var database = await PostgresServer.CreateDatabaseAsync(server.Administrator);
        var folder = Directory.CreateTempSubdirectory("omnisage-storage-");
        await using var services = Services(server, database, folder.FullName);
        await services.GetRequiredService<Migrator>().ApplyAsync(Cancellation);

        var acknowledged = new ConcurrentDictionary<JournalId, long>();
        var random = new Random(20_261_120);
        for (var round = 0; round < TestSize.Of(3); round++)
        {
            await WriteUntilItFailsAsync(server, services, acknowledged, random.Next(20, 400));
            await server.StartAsync();
            await VerifyAndGoOnAsync(services, acknowledged);
        }

        folder.Delete(recursive: true);
    }

    private static ServiceProvider Services(
        OwnPostgres server, string database, string folder) => new ServiceCollection()
        .Configure<StorageOptions>(options =>
        {
            options.Database = DatabaseKind.Postgres;
            options.DataFolder = folder;
            options.PostgresConnection = PostgresServer.AsApp(server.Administrator, database);
            options.PostgresMigrationConnection = PostgresServer.AsOwner(server.Administrator, database);
        })
        .AddLogging()
        .AddStorage()
        .BuildServiceProvider();

    private static async Task WriteUntilItFailsAsync(
        OwnPostgres server,
        ServiceProvider services,
        ConcurrentDictionary<JournalId, long> acknowledged,
        int unitsBeforeKill)
    {
        var units = 0;
        var faults = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            var head = JournalHead.Empty(new(new(Guid.CreateVersion7()), JournalKind.Run, Guid.CreateVersion7()));
            return await Assert.ThrowsAsync<OmniSageException>(async () =>
            {
                while (true)
                {
                    head = await AppendAsync(services, head);
                    acknowledged[head.Journal] = head.Seq;
                    if (Interlocked.Increment(ref units) == unitsBeforeKill) server.Kill();
                }
            });
        }));
        Assert.All(faults, fault => Assert.Equal((ErrorCodes.StorageUnavailable, true), (fault.Code, fault.Retryable)));
    }

    private static async Task VerifyAndGoOnAsync(
        ServiceProvider services, ConcurrentDictionary<JournalId, long> acknowledged)
    {
        foreach (var (journal, seq) in acknowledged)
        {
            var head = (await services.GetRequiredService<JournalStore>().OpenAsync(journal, Cancellation)).Head;
            Assert.True(head.Seq >= seq, $"Acknowledged {seq}, found {head.Seq}.");
            acknowledged[journal] = (await AppendAsync(services, head)).Seq;
            Assert.Null(await services.GetRequiredService<JournalVerifier>().VerifyAsync(journal, Cancellation));
        }
    }

    private static async Task<JournalHead> AppendAsync(ServiceProvider services, JournalHead head)
    {
        var (sealedEvent, next) = HashChain.Seal(
            head, KilledWriter.Event(0), services.GetRequiredService<SaltSource>());
        await services.GetRequiredService<WriteQueue>().CommitAsync(
            new UnitOfWork(head.Journal.Tenant).Append(sealedEvent));
        return next;
    }
}
