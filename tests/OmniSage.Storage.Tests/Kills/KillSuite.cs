using System.Diagnostics;
using System.Globalization;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Kills;

/// <summary>kill -9 of the writing process, at whatever moment, loses nothing that was acknowledged.</summary>
public abstract class KillSuite(StorageFixture storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writer_Killed_LosesNothingAcknowledged()
    {
        storage.Get<WriteQueue>();
        var random = new Random(20_261_120);
        for (var round = 0; round < TestSize.Of(4); round++)
        {
            var acknowledged = await WriteUntilKilledAsync(random.Next(1, 600));
            foreach (var (journal, seq) in acknowledged)
            {
                Assert.Null(await storage.Get<JournalVerifier>().VerifyAsync(journal, Cancellation));
                var head = (await storage.Journals.OpenAsync(journal, Cancellation)).Head;
                Assert.True(head.Seq >= seq, $"Acknowledged {seq}, found {head.Seq}.");
                await storage.AppendAsync(head);
            }
        }
    }

    protected abstract string[] Arguments { get; }

    private async Task<Dictionary<JournalId, long>> WriteUntilKilledAsync(int lines)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "OmniSage.Storage.Tests"))
        {
            ArgumentList = { KilledWriter.Verb },
            RedirectStandardOutput = true,
        };
        foreach (var argument in Arguments) start.ArgumentList.Add(argument);
        using var writer = Process.Start(start)!;
        var acknowledged = new Dictionary<JournalId, long>();
        for (var read = 0; read < lines; read++)
        {
            Note(acknowledged, await writer.StandardOutput.ReadLineAsync(Cancellation));
        }

        writer.Kill();
        while (await writer.StandardOutput.ReadLineAsync(Cancellation) is { } line) Note(acknowledged, line);
        await writer.WaitForExitAsync(Cancellation);
        return acknowledged;
    }

    private static void Note(Dictionary<JournalId, long> acknowledged, string? line)
    {
        Assert.NotNull(line);
        if (line.Split(' ') is not [var tenant, var journal, var seq, "."]) return;
        acknowledged[new(TenantId.Parse(tenant), JournalKind.Run, Guid.ParseExact(journal, "N"))] =
            long.Parse(seq, CultureInfo.InvariantCulture);
    }
}

public sealed class SqliteKillTests(SqliteFixture storage) : KillSuite(storage), IClassFixture<SqliteFixture>
{
    protected override string[] Arguments => [storage.Folder];
}

public sealed class PostgresKillTests(PostgresFixture storage) : KillSuite(storage), IClassFixture<PostgresFixture>
{
    protected override string[] Arguments => [storage.Folder, storage.AppConnection];
}
