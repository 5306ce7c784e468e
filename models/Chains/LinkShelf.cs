using System.Collections.Concurrent;

namespace OmniSage.Models.Chains;

/// <summary>
/// The links that are in use, each made once. One that nobody asked for a while goes, with its connections; so does the
/// one that was asked longest ago when there are too many. One that answers just now never goes.
/// </summary>
internal sealed class LinkShelf<TWay>(TimeProvider time) : IDisposable
    where TWay : notnull
{
    public const int LinksMax = 1_000;

    /// <summary>How long a link is kept that nobody asks.</summary>
    public static readonly TimeSpan UnusedTimeMax = TimeSpan.FromMinutes(30);

    /// <summary>One that was handed out so lately may be about to be asked.</summary>
    private static readonly TimeSpan HandedOutTime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TWay, Lazy<ModelLink>> links = new();
    private readonly Lock gate = new();
    private long sweptAt = time.GetTimestamp();

    public int Count => links.Count;

    /// <param name="way">All that makes one way of asking differ from another.</param>
    /// <param name="isKept">It stays whether it is asked or not, as the install's own do.</param>
    /// <param name="make">Makes the link.</param>
    public ModelLink Find(TWay way, bool isKept, Func<ModelLink> make)
    {
        if (!isKept) Sweep();
        var link = links.GetOrAdd(way, _ => new(make)).Value;
        link.Use.HandOut(time.GetTimestamp(), isKept);
        return link;
    }

    public void Dispose()
    {
        foreach (var link in links.Values.Where(link => link.IsValueCreated)) link.Value.Client.Dispose();
    }

    private void Sweep()
    {
        if (links.Count < LinksMax && time.GetElapsedTime(sweptAt) < HandedOutTime) return;
        lock (gate)
        {
            sweptAt = time.GetTimestamp();
            var idle = links.Where(one => one.Value.IsValueCreated && one.Value.Value.Use.MayGo)
                .Select(one => (one.Key, Link: one.Value.Value, Since: one.Value.Value.Use.IdleFor(time)))
                .Where(one => one.Since >= HandedOutTime)
                .OrderByDescending(one => one.Since)
                .ToList();
            var surplus = links.Count - LinksMax + 1;
            foreach (var (index, (way, link, since)) in idle.Index())
            {
                if (since < UnusedTimeMax && index >= surplus) break;
                if (links.TryRemove(way, out _)) link.Client.Dispose();
            }
        }
    }
}
