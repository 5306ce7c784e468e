namespace Orleans
{
    /// <summary>What every grain interface derives from, by way of the interface for its kind of key.</summary>
    public interface IGrain : Runtime.IAddressable;

    public interface IGrainWithStringKey : IGrain;

    /// <summary>What an object implements to be called by grains. Calls reach one observer one after another.</summary>
    public interface IGrainObserver : Runtime.IAddressable;
}

namespace Orleans.Runtime
{
    /// <summary>Anything that can be called through a reference.</summary>
    public interface IAddressable;
}
