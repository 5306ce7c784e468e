using Orleans;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>A call to a grain on its way through the silo's filters, then the grain's own, then its method.</summary>
internal sealed class IncomingCall(GrainCall call, object grain, IIncomingGrainCallFilter[] filters)
    : FilteredCall(call.Target, call.Method, call.Arguments), IIncomingGrainCallContext
{
    private int _stage;

    public override object Grain => grain;

    public override GrainId? SourceId => call.Source;

    /// <summary>Runs all of it.</summary>
    /// <returns>A task of the result that the filters left.</returns>
    public Task RunAsync() => call.Typed(RunFilteredAsync());

    public override async Task Invoke()
    {
        var stage = _stage++;
        if (stage < filters.Length)
        {
            await filters[stage].Invoke(this);
        }
        else if (stage == filters.Length && grain is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            var work = Method.Invoke(grain, Arguments);
            await work;
            Result = call.ResultOf(work);
        }
    }

    private async Task<object?> RunFilteredAsync()
    {
        await Invoke();
        return Result;
    }
}
