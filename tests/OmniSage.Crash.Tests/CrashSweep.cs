using System.Diagnostics;
using System.Globalization;
using OmniSage.Crash.Tests.Scripts;
using OmniSage.Crash.Tests.Silos;

namespace OmniSage.Crash.Tests;

/// <summary>
/// Plays a script over and over on one data folder, and kills the silo one step later each time. The process that
/// takes up what the killed one left is the next to be killed, so that every kill costs one start.
/// </summary>
internal sealed class CrashSweep(SiloStart start, CrashScript script, ITestOutputHelper output) : IAsyncDisposable
{
    /// <summary>
    /// What goes on by itself has to be over this soon after ready; the aim is 2 s on an idle machine.
    /// </summary>
    private static readonly TimeSpan SettleTimeMax = TimeSpan.FromSeconds(15);

    private readonly List<double> settledMs = [];
    private readonly List<double> readyMs = [];
    private SiloProcess? silo;
    private SiloClient? client;

    public int Kills { get; private set; }

    /// <summary>Kills at every commit, before and after it, until the script gets by with fewer.</summary>
    public async Task SweepAsync(KillMoment moment, CancellationToken cancellation)
    {
        var commit = 1;
        while (await PlayAsync(new(moment, commit), cancellation)) commit++;
        Assert.True(commit > 3, $"The script ended without a kill at commit {commit}.");
    }

    /// <summary>
    /// Plays the script and kills the silo there; false when the script was over before. With a second point the one
    /// that takes up what was left is killed too, at a commit counted from its own start.
    /// </summary>
    public async Task<bool> PlayAsync(KillPoint point, CancellationToken cancellation, KillPoint? second = null)
    {
        if (silo is null) await StartAsync(cancellation);
        await using var talk = new Conversation();
        await talk.ConnectAsync(client!);
        await silo!.AskAsync(point.ToString(), CrashSilo.Armed, cancellation);
        var wasKilled = await IsKilledAsync(talk, cancellation);
        if (wasKilled)
        {
            Kills++;
            if (second is not null) await KillAgainAsync(talk, second, cancellation);
            await RestartAsync(cancellation);
            await talk.ConnectAsync(client!);
            await SettleAsync(talk, point, cancellation);
            await script.PlayAsync(talk, cancellation);
        }
        else
        {
            await silo.AskAsync(CrashSilo.Disarm, CrashSilo.Armed, cancellation);
        }

        await CheckAsync(talk, point, cancellation);
        return wasKilled;
    }

    /// <summary>Ends the silo as a person does, and says what was measured.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        silo!.Interrupt();
        Assert.Equal(0, await silo.WaitForExitAsync(cancellation));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{script.Name}: {Kills} kills; ready after {Median(readyMs):F0} ms (max {readyMs.Max():F0}), "
                + $"settled {Median(settledMs):F0} ms after ready (max {settledMs.Max():F0})"));
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (silo is not null) await silo.DisposeAsync();
    }

    private async Task<bool> IsKilledAsync(Conversation talk, CancellationToken cancellation)
    {
        try
        {
            await script.PlayAsync(talk, cancellation);
            return false;
        }
        catch (Exception gone) when (gone is IOException or HttpRequestException)
        {
            Assert.Equal(137, await silo!.WaitForExitAsync(cancellation));
            return true;
        }
    }

    /// <summary>
    /// Takes up what was left, and is killed at it: at the commit, or at the end if there are not so many.
    /// </summary>
    private async Task KillAgainAsync(Conversation talk, KillPoint point, CancellationToken cancellation)
    {
        await DisposeAsync();
        silo = await SiloProcess.TryStartAsync(CrashSilo.At(start, point), cancellation);
        if (silo.HasExited) return;
        client = silo.Connect();
        try
        {
            await talk.ConnectAsync(client);
            await SettleAsync(talk, point, cancellation);
        }
        catch (Exception gone) when (gone is IOException or HttpRequestException)
        {
            await silo.WaitForExitAsync(cancellation);
        }
        finally
        {
            silo.Kill();
        }
    }

    private async Task RestartAsync(CancellationToken cancellation)
    {
        var dead = silo!.Id;
        await Leftovers.UntilNoSandboxAsync(dead, cancellation);
        await DisposeAsync();
        await StartAsync(cancellation);
        await Leftovers.UntilNoGroupAsync(dead, cancellation);
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        silo = await SiloProcess.StartAsync(start, cancellation);
        client = silo.Connect();
        readyMs.Add(Stopwatch.GetElapsedTime(silo.Started, silo.Ready).TotalMilliseconds);
    }

    /// <summary>Whatever was acknowledged goes on to its end without anybody asking.</summary>
    private async Task SettleAsync(Conversation talk, KillPoint point, CancellationToken cancellation)
    {
        if (talk.Watch is null) return;
        await talk.Watch.UntilAsync(
            events =>
                script.IsSettled(events, talk), $"the end of what the kill {point} left", SettleTimeMax, cancellation);
        settledMs.Add(Stopwatch.GetElapsedTime(silo!.Ready).TotalMilliseconds);
    }

    /// <summary>
    /// Everything once, and the timeline as it is stored is, journal by journal, the one that was read piecemeal over
    /// the crash.
    /// </summary>
    private async Task CheckAsync(Conversation talk, KillPoint point, CancellationToken cancellation)
    {
        var stored = await talk.ReadAsync(cancellation);
        var read = await talk.Watch!.UntilAsync(
            events =>
                events.Count >= stored.Count, $"all {stored.Count} events after {point}", SettleTimeMax, cancellation);
        Assert.Equal(InJournals(stored), InJournals(read));
        script.Check(stored);
    }

    private static IEnumerable<string> InJournals(IReadOnlyList<RecordedEvent> events) =>
        events.OrderBy(one => one.Journal, StringComparer.Ordinal).ThenBy(one => one.Seq).Select(one => one.Text);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
