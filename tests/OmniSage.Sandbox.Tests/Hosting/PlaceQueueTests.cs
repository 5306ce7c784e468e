using Xunit;

namespace OmniSage.Sandbox.Tests.Hosting;

public sealed class PlaceQueueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Places_AreGrantedInTurnOverLabels()
    {
        var places = new PlaceQueue(1, 100);
        await places.EnterAsync("first", Ct);
        var granted = new List<string>();
        string[] asked = ["a", "a", "a", "b", "c", "b"];
        var waits = asked.Select((label, index) => (Label: $"{label}{index}", Wait: places.EnterAsync(label, Ct)))
            .ToList();
        while (waits.Count > 0)
        {
            places.Leave();
            var next = await Task.WhenAny(waits.Select(wait => wait.Wait));
            var index = waits.FindIndex(wait => wait.Wait == next);
            granted.Add(waits[index].Label);
            waits.RemoveAt(index);
        }

        Assert.Equal(["a0", "b3", "c4", "a1", "b5", "a2"], granted);
        places.Leave();
        Assert.Equal((0, 0), (places.Taken, places.Waiting));
    }

    [Fact]
    public async Task Request_BeyondTheQueue_IsRefusedAsRetryable()
    {
        var places = new PlaceQueue(1, 1);
        await places.EnterAsync("a", Ct);
        var waiting = places.EnterAsync("a", Ct);
        var refused = await Assert.ThrowsAsync<SandboxException>(() => places.EnterAsync("b", Ct));
        Assert.Equal((SandboxException.Busy, true), (refused.Code, refused.Retryable));
        places.Leave();
        await waiting;
    }

    [Fact]
    public async Task Request_ThatIsCancelled_LosesItsTurnAndNoPlace()
    {
        var places = new PlaceQueue(1, 10);
        await places.EnterAsync("a", Ct);
        using var cancel = new CancellationTokenSource();
        var gone = places.EnterAsync("b", cancel.Token);
        var stays = places.EnterAsync("c", Ct);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        places.Leave();
        await stays;
        Assert.Equal((1, 0), (places.Taken, places.Waiting));
        places.Leave();
        Assert.Equal(0, places.Taken);
    }
}
