using Orleans;
using Orleans.Runtime;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> ReadAsync(string key);

    Task<string?> ReadThroughAsync(string otherKey, string key);

    Task WriteAsync(string key, string value);

    Task<string?> ReadAmbientAsync();
}

internal sealed class ContextGrain : Grain, IContextGrain
{
    internal static readonly AsyncLocal<string?> Ambient = new();

    public async Task<string?> ReadAsync(string key)
    {
        await Task.Yield();
        return RequestContext.Get(key) as string;
    }

    public Task<string?> ReadThroughAsync(string otherKey, string key) =>
        GrainFactory.GetGrain<IContextGrain>(otherKey).ReadAsync(key);

    public Task WriteAsync(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public Task<string?> ReadAmbientAsync() => Task.FromResult(Ambient.Value);
}

[Collection(ClusterCollection.Name)]
public sealed class ContextTests(ClusterFixture cluster)
{
    [Fact]
    public async Task RequestContext_TravelsWithTheCall_AndOnFromThere()
    {
        var grain = cluster.Grain<IContextGrain>();
        RequestContext.Set("who", "ann");

        Assert.Equal("ann", await grain.ReadAsync("who"));
        Assert.Equal("ann", await grain.ReadThroughAsync(ClusterFixture.NewKey(), "who"));
        RequestContext.Clear();
        Assert.Null(await grain.ReadAsync("who"));
    }

    [Fact]
    public async Task RequestContext_SetInACall_StaysInThatCall()
    {
        var grain = cluster.Grain<IContextGrain>();
        RequestContext.Set("kept", "mine");

        await grain.WriteAsync("set", "there");

        Assert.Null(RequestContext.Get("set"));
        Assert.Equal("mine", RequestContext.Get("kept"));
        Assert.Null(await grain.ReadAsync("set"));
        RequestContext.Clear();
    }

    [Fact]
    public void RequestContext_KeepsWhatIsSet_UntilItIsRemoved()
    {
        RequestContext.Set("a", 1);
        RequestContext.Set("b", 2);
        Assert.Equal(["a", "b"], RequestContext.Keys.Order());
        Assert.True(RequestContext.Remove("a"));
        Assert.False(RequestContext.Remove("a"));
        Assert.Equal([new("b", 2)], RequestContext.Entries);
        RequestContext.Clear();
        Assert.Empty(RequestContext.Keys);
    }

    [Fact]
    public async Task AmbientValues_OfTheCaller_DoNotReachTheGrain()
    {
        ContextGrain.Ambient.Value = "leak";

        Assert.Null(await cluster.Grain<IContextGrain>().ReadAmbientAsync());

        ContextGrain.Ambient.Value = null;
    }
}
