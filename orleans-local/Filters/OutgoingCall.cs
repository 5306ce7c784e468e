using Orleans;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>A call on its way out through the silo's filters.</summary>
internal sealed class OutgoingCall(
    GrainReference target, MethodShape method, object?[] arguments, IOutgoingGrainCallFilter[] filters)
    : FilteredCall(target, method, arguments), IOutgoingGrainCallContext
{
    private readonly GrainReference _target = target;
    private int _stage;

    public override object Grain => _target;

    public override GrainId? SourceId => SourceContext?.GrainId;

    public IGrainContext? SourceContext { get; } = Activation.Running;

    /// <returns>A task of the result that the filters left.</returns>
    public Task Send() => Method.NewCall().Typed(SendAsync());

    public override async Task Invoke()
    {
        var stage = _stage++;
        if (stage < filters.Length)
        {
            await filters[stage].Invoke(this);
            return;
        }

        var response = _target.Send(Method, Arguments);
        await response;
        Result = ResultOf(response);
    }

    private async Task<object?> SendAsync()
    {
        await Invoke();
        return Result;
    }
}
