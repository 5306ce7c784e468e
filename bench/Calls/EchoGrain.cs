using Orleans;

namespace OmniSage.Bench.Calls;

internal sealed class EchoGrain : Grain, IEchoGrain
{
    private int last;

    public Task<int> EchoAsync(int value) => Task.FromResult(last = value);
}
