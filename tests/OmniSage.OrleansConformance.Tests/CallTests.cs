using Xunit;

namespace OmniSage.OrleansConformance.Tests;

[Collection(ClusterCollection.Name)]
public sealed class CallTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Call_FromClient_ReachesOneGrainPerKey()
    {
        var counter = cluster.Grain<ICounterGrain>();

        Assert.Equal(1, await counter.AddAsync(1));
        Assert.Equal(3, await counter.AddAsync(2));
        Assert.Equal(5, await cluster.Grain<ICounterGrain>().AddAsync(5));
    }
}
