using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Migrations;

namespace OmniSage.Storage.Tests.Kills;

/// <summary>
/// A process that writes as fast as it can, says on standard output what was acknowledged, and is killed.
/// </summary>
public static class KilledWriter
{
    public const string Verb = "write-until-killed";

    private const int Journals = 16;

    /// <param name="args">The data folder, and on PostgreSQL the app role's connection.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var services = new ServiceCollection()
            .Configure<StorageOptions>(options => Configure(options, args))
            .AddLogging()
            .AddStorage()
            .BuildServiceProvider();
        await services.GetRequiredService<Migrator>().ApplyAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Journals).Select(_ => WriteAsync(services)));
        return 0;
    }

    public static void Configure(StorageOptions options, string[] args)
    {
        options.DataFolder = args[0];
        if (args.Length == 1) return;
        options.Database = DatabaseKind.Postgres;
        options.PostgresConnection = args[1];
    }

    public static NewEvent Event(int number) => new()
    {
        Id = Guid.CreateVersion7(),
        Type = "note",
        Schema = 1,
        At = TimeProvider.System.GetUtcNow(),
        Actor = "system",
        Labels = Labels.System,
        Payload = new byte[number % 25 == 24 ? HashChain.InlinePayloadBytesMax + number : 200],
    };

    private static async Task WriteAsync(ServiceProvider services)
    {
        await Task.Yield();
        var (queue, salts) = (services.GetRequiredService<WriteQueue>(), services.GetRequiredService<SaltSource>());
        var head = JournalHead.Empty(new(new(Guid.CreateVersion7()), JournalKind.Run, Guid.CreateVersion7()));
        for (var number = 0; ; number++)
        {
            var unit = new UnitOfWork(head.Journal.Tenant);
            for (var part = 0; part <= number % 3; part++)
            {
                (var sealedEvent, head) = HashChain.Seal(head, Event(number), salts);
                unit.Append(sealedEvent);
            }

            await queue.CommitAsync(unit);
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{head.Journal.Tenant.Text} {head.Journal.Value:N} {head.Seq} .\n");
            lock (services) Console.Out.Write(line);
        }
    }
}
