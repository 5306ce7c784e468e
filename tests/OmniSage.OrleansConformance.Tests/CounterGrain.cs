using Orleans;

namespace OmniSage.OrleansConformance.Tests;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int by);
}

internal sealed class CounterGrain : Grain, ICounterGrain
{
    private int _sum;

    public Task<int> AddAsync(int by) => Task.FromResult(_sum += by);
}
