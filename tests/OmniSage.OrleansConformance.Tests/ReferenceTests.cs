using Orleans;
using Orleans.Runtime;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface INamedGrain : IGrainWithStringKey
{
    Task<string> IdAsync();
}

public interface INamedElsewhereGrain : IGrainWithStringKey
{
    Task<string> KeyAsync();
}

public interface IUnbuiltGrain : IGrainWithStringKey;

[GrainType("named-by-hand")]
internal sealed class NamedGrain : Grain, INamedGrain, INamedElsewhereGrain
{
    public Task<string> IdAsync() => Task.FromResult(this.GetGrainId().ToString());

    public Task<string> KeyAsync() => Task.FromResult(this.GetPrimaryKeyString());
}

[Collection(ClusterCollection.Name)]
public sealed class ReferenceTests(ClusterFixture cluster)
{
    [Fact]
    public void References_ToOneGrain_AreEqualByWhateverInterface()
    {
        var key = ClusterFixture.NewKey();
        var one = cluster.Client.GetGrain<INamedGrain>(key);
        var same = cluster.Client.GetGrain<INamedElsewhereGrain>(key);
        var other = cluster.Grain<INamedGrain>();

        Assert.True(one.Equals(same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.False(one.Equals(other));
        Assert.Single(new HashSet<IAddressable> { one, same });
    }

    [Fact]
    public async Task GrainType_IsNamedByAttribute_OrAfterTheClass()
    {
        var named = cluster.Grain<INamedGrain>();

        Assert.Equal($"named-by-hand/{named.GetPrimaryKeyString()}", await named.IdAsync());
        Assert.Equal("call", cluster.Grain<ICallGrain>().GetGrainId().Type.ToString());
        Assert.Contains(named.GetGrainId().ToString(), named.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsReference_ToAnotherInterface_ReachesTheSameGrain()
    {
        var grain = cluster.Grain<INamedGrain>();

        Assert.Equal(grain.GetPrimaryKeyString(), await grain.AsReference<INamedElsewhereGrain>().KeyAsync());
        Assert.Equal(
            grain.GetGrainId().ToString(), await cluster.Client.GetGrain<INamedGrain>(grain.GetGrainId()).IdAsync());
    }

    [Fact]
    public void GetGrain_WithoutImplementation_Throws() =>
        Assert.Throws<ArgumentException>(() => cluster.Client.GetGrain<IUnbuiltGrain>("any"));

    [Theory]
    [InlineData("a", 0x56740D55u)]
    [InlineData("abc", 0xFF53D132u)]
    [InlineData("Nobody inspects the spammish repetition", 0x2F3B29E2u)]
    public void UniformHash_IsThatOfTheRing(string text, uint expected) =>
        Assert.Equal(expected, IdSpan.Create(text).GetUniformHashCode());

    [Fact]
    public void GrainId_IsParsedBackFromItsText()
    {
        var id = GrainId.Create("kind", "key/with/slashes");

        Assert.Equal(id, GrainId.Parse(id.ToString()));
        Assert.Equal("key/with/slashes", id.Key.ToString());
        Assert.Equal("kind", id.Type.ToString());
    }
}
