using OmniSage.Grains.Admission;

namespace OmniSage.Grains.Tests.Admission;

public sealed class PlacesTests
{
    private static readonly Places One = new(1, [], []);

    [Fact]
    public void Places_AreGiven_ByPriority_ThenByAge()
    {
        var places = One.Request(Ids.Of(1), Priority.Heartbeat).Next;
        foreach (var (task, priority) in new[]
        {
            (2, Priority.Schedule), (3, Priority.Human), (4, Priority.Schedule), (5, Priority.Human),
        })
        {
            (places, var granted) = places.Request(Ids.Of(task), priority);
            Assert.False(granted);
        }

        var order = new List<Guid>();
        for (var working = Ids.Of(1); ;)
        {
            (places, var granted) = places.Release(working);
            if (granted.IsEmpty) break;
            order.Add(working = Assert.Single(granted));
        }

        Assert.Equal([Ids.Of(3), Ids.Of(5), Ids.Of(2), Ids.Of(4)], order);
        Assert.Empty(places.Working);
    }

    [Fact]
    public void Request_Repeated_ChangesNothing()
    {
        var (working, granted) = One.Request(Ids.Of(1), Priority.Human);
        Assert.True(granted);
        Assert.Equal((working, true), working.Request(Ids.Of(1), Priority.Human));
        var waiting = working.Request(Ids.Of(2), Priority.Human).Next;
        Assert.Equal((waiting, false), waiting.Request(Ids.Of(2), Priority.Human));
    }

    [Fact]
    public void Release_OfOneThatWaits_GivesNobodyAPlace()
    {
        var waiting = One.Request(Ids.Of(1), Priority.Human).Next.Request(Ids.Of(2), Priority.Human).Next;
        var (next, granted) = waiting.Release(Ids.Of(2));
        Assert.Empty(granted);
        Assert.Empty(next.Waiting);
        Assert.Single(next.Working);
    }

    [Fact]
    public void MoreThanThePlaces_AtWork_GivesNoneUntilThereIsRoom()
    {
        var crowded = new Places(1, [Ids.Of(1), Ids.Of(2)], []).Request(Ids.Of(3), Priority.Human).Next;
        Assert.Empty(crowded.Release(Ids.Of(1)).Granted);
        Assert.Equal([Ids.Of(3)], crowded.Release(Ids.Of(1)).Next.Release(Ids.Of(2)).Granted);
    }
}
