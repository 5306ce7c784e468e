using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace OmniSage.OrleansLocal;

/// <summary>What incoming and outgoing calls have in common for their filters.</summary>
internal abstract class FilteredCall(GrainReference target, MethodShape method, object?[] arguments)
    : IGrainCallContext, IInvokable
{
    public IInvokable Request => this;

    public abstract object Grain { get; }

    public abstract GrainId? SourceId { get; }

    public GrainId TargetId => target.GrainId;

    public string MethodName => method.Method.Name;

    public MethodInfo InterfaceMethod => method.Method;

    public object? Result { get; set; }

    protected MethodShape Method => method;

    protected object?[] Arguments => arguments;

    public abstract Task Invoke();

    public int GetArgumentCount() => arguments.Length;

    public object? GetArgument(int index) => arguments[index];

    public void SetArgument(int index, object value) => arguments[index] = value;

    /// <summary>The result of a finished call, or null where it has none.</summary>
    protected static object? ResultOf(Task work)
    {
        var type = work.GetType();
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)))
            type = type.BaseType;
        var result = type?.GetProperty(nameof(Task<>.Result))!.GetValue(work);
        return result is Nothing
            || result?.GetType().FullName == "System.Threading.Tasks.VoidTaskResult" ? null : result;
    }
}
