using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace OmniSage.OrleansLocal;

/// <summary>
/// One method of a grain or observer interface, compiled: how it is called on the object, how its call is made, and how
/// the answer is given back to the caller. Methods return Task, Task of T, ValueTask, ValueTask of T, or (observers)
/// void.
/// </summary>
internal sealed class MethodShape
{
    private readonly Func<MethodShape, GrainCall> _newCall;
    private readonly Func<Task, object>? _answer;
    private readonly Lazy<Func<object, object?[], Task>> _invoke;

    public MethodShape(InterfaceShape owner, MethodInfo method)
    {
        Interface = owner;
        Method = method;
        ReturnsNothing = method.ReturnType == typeof(void);
        OneWay = ReturnsNothing || method.IsDefined(typeof(OneWayAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ParameterTypes = [.. method.GetParameters().Select(static parameter => parameter.ParameterType)];
        CancellationIndex = Array.IndexOf(ParameterTypes, typeof(CancellationToken));

        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(Nothing);
        _newCall = MakeGeneric(nameof(NewCallOf), result).CreateDelegate<Func<MethodShape, GrainCall>>();
        _answer = method.ReturnType.IsValueType && !ReturnsNothing
            ? MakeGeneric(nameof(ValueAnswer), result).CreateDelegate<Func<Task, object>>()
            : null;
        _invoke = new(Compile);
    }

    public InterfaceShape Interface { get; }

    public MethodInfo Method { get; }

    public Type[] ParameterTypes { get; }

    /// <summary>Position of the cancellation token among the arguments, or -1.</summary>
    public int CancellationIndex { get; }

    public bool ReturnsNothing { get; }

    public bool OneWay { get; }

    public bool ReadOnly { get; }

    public bool AlwaysInterleave { get; }

    public GrainCall NewCall() => _newCall(this);

    /// <summary>Runs the method on a grain or observer object.</summary>
    public Task Invoke(object target, object?[] arguments) => _invoke.Value(target, arguments);

    /// <summary>What the caller gets: the task itself, or what the method's return type makes of it.</summary>
    public object? Answer(Task response) => ReturnsNothing ? null : _answer is null ? response : _answer(response);

    private static MethodInfo MakeGeneric(string name, Type result) =>
        typeof(MethodShape).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(result);

    private static GrainCall<T> NewCallOf<T>(MethodShape method) => new(method)
    {
        AlwaysInterleaves = method.AlwaysInterleave,
        ReadOnly = method.ReadOnly,
    };

    private static object ValueAnswer<T>(Task response) =>
        typeof(T) == typeof(Nothing) ? new ValueTask(response) : new ValueTask<T>((Task<T>)response);

    private Func<object, object?[], Task> Compile()
    {
        if (Method.ContainsGenericParameters)
            throw new NotSupportedException($"{Interface.Type}.{Method.Name} is generic; give it a type of its own.");
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(target, Method.DeclaringType!),
            Method,
            ParameterTypes.Select((type, index) => (Expression)Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(index)), type)));
        return Expression.Lambda<Func<object, object?[], Task>>(AsTask(call), target, arguments).Compile();
    }

    private Expression AsTask(MethodCallExpression call)
    {
        if (ReturnsNothing)
            return Expression.Block(call, Expression.Constant(Task.CompletedTask, typeof(Task)));
        if (typeof(Task).IsAssignableFrom(Method.ReturnType))
            return Expression.Convert(call, typeof(Task));
        if (Method.ReturnType == typeof(ValueTask)
            || (Method.ReturnType.IsGenericType && Method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            return Expression.Convert(Expression.Call(call, nameof(ValueTask.AsTask), null), typeof(Task));
        throw new NotSupportedException($"{Interface.Type}.{Method.Name} must return a Task or a ValueTask.");
    }
}

/// <summary>The result of what has no result.</summary>
internal readonly struct Nothing;
