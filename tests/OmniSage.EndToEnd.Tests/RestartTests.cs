namespace OmniSage.EndToEnd.Tests;

/// <summary>A client that comes back after a restart gets each event exactly once.</summary>
public sealed class RestartTests : IDisposable
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-e2e-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task EventStream_ResumedOverARestart_GivesEachEventOnce()
    {
        ThreadWatch watch;
        await using (var silo = await SiloProcess.StartAsync(new(folder), Ct))
        {
            using var client = silo.Connect();
            watch = new(await client.OpenThreadAsync(Ct));
            await watch.ConnectAsync(client);
            await TalkAsync(client, watch, turns: 1);
            await watch.DisconnectAsync();
            await client.SendAsync(watch.Thread, "compute 2+2", Ct);
            silo.Interrupt();
            Assert.Equal(0, await silo.WaitForExitAsync(Ct));
        }

        await using (watch)
        await using (var silo = await SiloProcess.StartAsync(new(folder), Ct))
        {
            using var client = silo.Connect();
            await watch.ConnectAsync(client);
            await TalkAsync(client, watch, turns: 3);
            var stored = await client.ReadTimelineAsync(watch.Thread, Ct);
            Assert.Equal(
                stored.Select(one => one.Text).Order(StringComparer.Ordinal),
                watch.Events.Select(one => one.Text).Order(StringComparer.Ordinal));
        }
    }

    private static async Task TalkAsync(SiloClient client, ThreadWatch watch, int turns)
    {
        await client.SendAsync(watch.Thread, "compute 6*7", Ct, mode: "queue");
        await watch.UntilAsync(
            now => now.Count(one => one.Type == "turn.ended") == turns, $"{turns} turns", TimeMax, Ct);
    }
}
