using System.Diagnostics;
using System.Globalization;
using OmniSage.Bench.Clients;

namespace OmniSage.Bench.Turns;

/// <summary>
/// People who each say the next thing as soon as the last one's run is over. Their conversations last, so that turns
/// carry as much of what was said before as they may, and no two messages are the same.
/// </summary>
internal sealed class Conversations : IAsyncDisposable
{
    private readonly Talker[] talkers;
    private int said;

    private Conversations(Talker[] talkers) => this.talkers = talkers;

    public static async Task<Conversations> OpenAsync(HttpClient http, int count, CancellationToken cancellation) =>
        new(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Talker.OpenAsync(http, cancellation))));

    public async Task<List<(double Taken, double Ended)>> TalkAsync(TimeSpan time, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var turns = await Task.WhenAll(talkers.Select(OneAsync));
        return [.. turns.SelectMany(of => of)];

        async Task<List<(double, double)>> OneAsync(Talker talker)
        {
            var done = new List<(double, double)>();
            while (watch.Elapsed < time) done.Add(await talker.SayAsync(Next(), cancellation));
            return done;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var talker in talkers) await talker.DisposeAsync();
    }

    /// <summary>A question that the offline model answers at once.</summary>
    private string Next() =>
        string.Create(CultureInfo.InvariantCulture, $"compute {Interlocked.Increment(ref said)} * 6 + 7");
}
