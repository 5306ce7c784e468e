using System.Reflection;
using OmniSage.OrleansLocal;

namespace Orleans.Runtime;

/// <summary>
/// Stands for a grain or an observer wherever it is called from. Equal when the grain is the same, by whatever
/// interface.
/// </summary>
public class GrainReference : DispatchProxy, IAddressable, IEquatable<GrainReference>
{
    private InterfaceShape _shape = null!;
    private Mailbox? _target;

    public GrainId GrainId { get; private set; }

    public GrainInterfaceType InterfaceType => _shape.Name;

    internal Silo Silo { get; private set; } = null!;

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public sealed override bool Equals(object? obj) => Equals(obj as GrainReference);

    public sealed override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    public static bool operator ==(GrainReference? left, GrainReference? right) =>
        left is null ? right is null : left.Equals(right);

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    internal void Bind(Silo silo, GrainId id, InterfaceShape shape) => (Silo, GrainId, _shape) = (silo, id, shape);

    internal GrainReference To(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Silo.Factory.ReferenceTo(GrainId, interfaceType);

    internal TaskScheduler CancellationScheduler(GrainCall call) => call.IsPosted ? call.Mailbox : Silo.Background;

    /// <summary>Hands a turn to whatever now answers to this id.</summary>
    internal void Post(Turn turn)
    {
        for (var target = _target ??= Silo.Directory.TargetOf(GrainId); !target.TryPost(turn);)
            target = _target = Silo.Directory.TargetOf(GrainId);
    }

    protected sealed override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = _shape[targetMethod!];
        var filters = Silo.OutgoingFilters;
        if (filters.Length > 0)
            return method.Answer(new OutgoingCall(this, method, args ?? [], filters).Send());
        return method.Answer(Send(method, args ?? []));
    }

    /// <summary>Sends a call and returns its answer: a <see cref="Task{TResult}"/> of the method's result.</summary>
    internal Task Send(MethodShape method, object?[] arguments)
    {
        var call = method.NewCall();
        if (method.CancellationIndex >= 0 && arguments[method.CancellationIndex] is CancellationToken
            { IsCancellationRequested: true } token)
            token.ThrowIfCancellationRequested();

        call.Arguments = Silo.Copy.Of(arguments, method);
        call.Context = RequestContext.Current;
        call.Target = this;
        call.Source = Activation.Running?.GrainId;
        call.SentAt = Silo.Now;
        call.LinkCancellation();
        Post(call);
        return method.OneWay ? Task.CompletedTask : call.Response;
    }
}
