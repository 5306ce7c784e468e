using Orleans;

namespace OmniSage.Bench.Calls;

/// <summary>Answers what it is asked.</summary>
public interface IEchoGrain : IGrainWithStringKey
{
    Task<int> EchoAsync(int value);
}
