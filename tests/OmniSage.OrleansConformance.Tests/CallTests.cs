using Orleans;
using Orleans.Concurrency;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface ICallGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int by);

    ValueTask<string?> EchoAsync(string? text);

    ValueTask NothingAsync();

    Task<Parcel> SendAsync(Parcel parcel);

    Task FailAsync(string how);

    Task CallAsync(string otherKey);

    Task<int> SelfAsync(ICallGrain self);

    [OneWay]
    Task TellAsync(bool fail);
}

[GenerateSerializer, Immutable]
public sealed record Parcel([property: Id(0)] string Text, [property: Id(1)] IReadOnlyList<int> Numbers);

internal sealed class CallGrain : Grain, ICallGrain
{
    private int _sum;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task<int> AddAsync(int by) => Task.FromResult(_sum += by);

    public ValueTask<string?> EchoAsync(string? text) => new(text);

    public async ValueTask NothingAsync() => await Task.Yield();

    public Task<Parcel> SendAsync(Parcel parcel) => Task.FromResult(parcel with { Text = parcel.Text + "!" });

    public async Task FailAsync(string how)
    {
        if (how == "sync")
            throw new InvalidOperationException("at once");
        await Task.Yield();
        throw new ArgumentException("later");
    }

    public Task CallAsync(string otherKey) => GrainFactory.GetGrain<ICallGrain>(otherKey).FailAsync("later");

    public Task<int> SelfAsync(ICallGrain self) =>
        Task.FromResult(self.Equals(this.AsReference<ICallGrain>()) ? 1 : 0);

    public async Task TellAsync(bool fail)
    {
        Probe.Note("told");
        await Probe.PassAsync("told");
        Probe.Note("done");
        if (fail)
            throw new InvalidOperationException("nobody hears this");
    }
}

[Collection(ClusterCollection.Name)]
public sealed class CallTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Call_FromClient_ReachesOneGrainPerKey()
    {
        var grain = cluster.Grain<ICallGrain>();

        Assert.Equal(1, await grain.AddAsync(1));
        Assert.Equal(3, await cluster.Client.GetGrain<ICallGrain>(grain.GetPrimaryKeyString()).AddAsync(2));
        Assert.Equal(5, await cluster.Grain<ICallGrain>().AddAsync(5));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a\0b\ud83d\ude00")]
    public async Task Call_WithText_ReturnsItUnchanged(string? text) =>
        Assert.Equal(text, await cluster.Grain<ICallGrain>().EchoAsync(text));

    [Fact]
    public async Task Call_WithContractType_CarriesIt()
    {
        var parcel = await cluster.Grain<ICallGrain>().SendAsync(new("a", [1, 2, 3]));

        Assert.Equal("a!", parcel.Text);
        Assert.Equal([1, 2, 3], parcel.Numbers);
        await cluster.Grain<ICallGrain>().NothingAsync();
    }

    [Fact]
    public async Task Call_ThatFails_ThrowsTheSameTypeAtTheCaller()
    {
        var grain = cluster.Grain<ICallGrain>();

        var atOnce = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.FailAsync("sync"));
        var later = await Assert.ThrowsAsync<ArgumentException>(() => grain.FailAsync("async"));
        var through = await Assert.ThrowsAsync<ArgumentException>(
            () => grain.CallAsync(ClusterFixture.NewKey()));

        Assert.Equal(("at once", "later", "later"), (atOnce.Message, later.Message, through.Message));
        Assert.Equal(1, await grain.AddAsync(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OneWayCall_ReturnsBeforeTheGrainIsDone_AndHearsNoFailure(bool fail)
    {
        var grain = cluster.Grain<ICallGrain>();
        var probe = Probe.Of(grain.GetPrimaryKeyString());

        await grain.TellAsync(fail).WaitAsync(Probe.Patience);

        await probe.UntilAsync("told");
        Assert.DoesNotContain("done", probe.Entries);
        probe.Open("told");
        await probe.UntilAsync("done");
    }

    [Fact]
    public async Task Reference_AsArgument_IsTheGrainItself()
    {
        var grain = cluster.Grain<ICallGrain>();

        Assert.Equal(1, await grain.SelfAsync(grain));
        Assert.Equal(0, await grain.SelfAsync(cluster.Grain<ICallGrain>()));
    }
}
