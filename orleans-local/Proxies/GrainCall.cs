using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>One call on its way: who is called, by whom, with what; answered at most once.</summary>
internal abstract class GrainCall(MethodShape method) : Turn
{
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _registration;

    public MethodShape Method { get; } = method;

    public object?[] Arguments { get; set; } = [];

    public Dictionary<string, object>? Context { get; set; }

    public GrainReference Target { get; set; } = null!;

    public GrainId? Source { get; set; }

    /// <summary>On the silo's clock.</summary>
    public long SentAt { get; set; }

    /// <summary>Completes with the answer; for one-way calls nobody looks at it.</summary>
    public abstract Task Response { get; }

    internal override bool Abandoned => Response.IsCompleted;

    /// <summary>
    /// Lets the caller's token cancel the call: the caller is answered at once, and the grain's own token is cancelled
    /// on the grain's scheduler.
    /// </summary>
    public void LinkCancellation()
    {
        if (Method.CancellationIndex < 0 || Arguments[Method.CancellationIndex] is not CancellationToken caller
            || !caller.CanBeCanceled)
            return;
        _cancellation = new();
        Arguments[Method.CancellationIndex] = _cancellation.Token;
        _registration = caller.UnsafeRegister(static (state, token) => ((GrainCall)state!).Cancel(token), this);
    }

    internal override void Reject(Exception reason)
    {
        if (Method.OneWay)
            Target.Silo.Log.CallDropped(Target.GrainId, Method.Method.Name, reason);
        Fail(reason);
        ReleaseCancellation();
    }

    internal override void ExpireAt(long now)
    {
        var limit = Target.Silo.Messaging.ResponseTimeout;
        if (!Method.OneWay && Target.Silo.Time.GetElapsedTime(SentAt, now) >= limit)
        {
            Fail(new TimeoutException(
                $"Response did not arrive on time in {limit} for call {Method.Method.Name} of {Target.GrainId}."));
        }
    }

    /// <summary>What the method's finished work brought; null where it brings nothing.</summary>
    public abstract object? ResultOf(Task work);

    /// <summary>Gives a result that went through filters its static type again.</summary>
    public abstract Task Typed(Task<object?> filtered);

    protected abstract void Fail(Exception reason);

    protected abstract void Cancelled(CancellationToken token);

    protected override Task RunAsync()
    {
        RequestContext.Current = Context;
        var filters = Target.Silo.IncomingFilters;
        var instance = TargetObject();
        return filters.Length == 0 && instance is not Orleans.IIncomingGrainCallFilter
            ? Method.Invoke(instance, Arguments)
            : new IncomingCall(this, instance, filters).RunAsync();
    }

    protected void ReleaseCancellation() => _registration.Dispose();

    private object TargetObject() => Mailbox switch
    {
        Activation activation => activation.GrainInstance!,
        ObserverMailbox observer => observer.Object ?? throw new ObjectDisposedException(Target.ToString()),
        var other => throw new InvalidOperationException($"{other} has no object to call."),
    };

    private void Cancel(CancellationToken token)
    {
        Cancelled(token);
        using (WithoutContext.Flow())
        {
            _ = Task.Factory.StartNew(
                _cancellation!.Cancel,
                CancellationToken.None,
                TaskCreationOptions.None,
                Target.CancellationScheduler(this));
        }
    }
}

/// <inheritdoc/>
internal sealed class GrainCall<T>(MethodShape method) : GrainCall(method)
{
    // Without RunContinuationsAsynchronously: it is completed on a scheduler of ours, where no foreign code can be
    // inlined, and with it Task.WhenAll would leave for the thread pool, which a simulation must not.
    private readonly TaskCompletionSource<T> _response = new();

    public override Task Response => _response.Task;

    public override object? ResultOf(Task work) => work is Task<T> typed ? typed.Result : null;

    public override Task Typed(Task<object?> filtered)
    {
        return ConvertAsync(filtered);

        static async Task<T> ConvertAsync(Task<object?> filtered) => await filtered is T result ? result : default!;
    }

    protected override void Fail(Exception reason)
    {
        if (Method.OneWay)
            _response.TrySetResult(default!);
        else
            _response.TrySetException(reason);
    }

    protected override void Cancelled(CancellationToken token) => _response.TrySetCanceled(token);

    protected override void Completed(Task work)
    {
        ReleaseCancellation();
        if (work.IsCompletedSuccessfully)
        {
            var result = work is Task<T> typed ? typed.Result : default!;
            _response.TrySetResult(Target.Silo.Copy.Of(result));
        }
        else if (work.IsCanceled)
        {
            _response.TrySetCanceled();
        }
        else
        {
            var failure = work.Exception!.InnerException!;
            if (Method.OneWay)
                Target.Silo.Log.OneWayFailed(Target.GrainId, Method.Method.Name, failure);
            Fail(failure);
        }
    }
}
