using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans
{
    /// <summary>A call as its filters see it.</summary>
    public interface IGrainCallContext
    {
        IInvokable Request { get; }

        /// <summary>The grain object (incoming) or the reference (outgoing).</summary>
        object Grain { get; }

        /// <summary>The calling grain; null from outside of grains.</summary>
        GrainId? SourceId { get; }

        GrainId TargetId { get; }

        string MethodName { get; }

        MethodInfo InterfaceMethod { get; }

        /// <summary>What the method returned, once <see cref="Invoke"/> has completed.</summary>
        object? Result { get; set; }

        /// <summary>Goes on with the next filter, at last with the call itself.</summary>
        Task Invoke();
    }

    public interface IIncomingGrainCallContext : IGrainCallContext;

    public interface IOutgoingGrainCallContext : IGrainCallContext
    {
        IGrainContext? SourceContext { get; }
    }

    /// <summary>Runs around every call to a grain of this silo, or of the one grain class that implements it.</summary>
    public interface IIncomingGrainCallFilter
    {
        Task Invoke(IIncomingGrainCallContext context);
    }

    /// <summary>Runs around every call made from this silo.</summary>
    public interface IOutgoingGrainCallFilter
    {
        Task Invoke(IOutgoingGrainCallContext context);
    }
}

namespace Orleans.Serialization.Invocation
{
    /// <summary>The arguments of a call, in the order of its method's parameters.</summary>
    public interface IInvokable
    {
        int GetArgumentCount();

        object? GetArgument(int index);

        void SetArgument(int index, object value);
    }
}
