using Orleans;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> SayAsync(string text);

    Task<string> SayThroughAsync(string otherKey, string text);
}

public interface ISelfFilteredGrain : IGrainWithStringKey
{
    Task<int> DoubleAsync(int number);
}

internal sealed class FilteredGrain : Grain, IFilteredGrain
{
    public Task<string> SayAsync(string text)
    {
        Probe.Of(this.GetPrimaryKeyString()).Note($"said {text}");
        return Task.FromResult(text);
    }

    public Task<string> SayThroughAsync(string otherKey, string text) =>
        GrainFactory.GetGrain<IFilteredGrain>(otherKey).SayAsync(text);
}

internal sealed class SelfFilteredGrain : Grain, ISelfFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> DoubleAsync(int number) => Task.FromResult(2 * number);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is int number)
            context.Result = number + 1;
    }
}

/// <summary>Notes what it sees of calls to <see cref="IFilteredGrain"/>, refuses some and changes others.</summary>
internal sealed class IncomingTrace(IGrainFactory grains) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FilteredGrain || context.MethodName != nameof(IFilteredGrain.SayAsync))
        {
            await context.Invoke();
            return;
        }

        Assert.NotNull(grains);
        var probe = Probe.Of(context.TargetId.Key.ToString());
        probe.Note($"in {context.InterfaceMethod.Name}");
        probe.Note(context.SourceId is { } source
            && source.Type.ToString() == "filtered" ? "from grain" : "from client");
        var text = (string)context.Request.GetArgument(0)!;
        if (text == "refused")
            throw new UnauthorizedAccessException("refused by the filter");
        if (text == "replaced")
            context.Request.SetArgument(0, "other");
        await context.Invoke();
        probe.Note($"out {context.Result}");
        if (text == "rewritten")
            context.Result = "by the filter";
    }
}

internal sealed class OutgoingTrace : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(IFilteredGrain) && context.SourceContext is { } source)
            Probe.Of(source.GrainId.Key.ToString()).Note($"calls {context.MethodName} of {context.TargetId.Key}");
        await context.Invoke();
    }
}

[Collection(ClusterCollection.Name)]
public sealed class FilterTests(ClusterFixture cluster)
{
    [Fact]
    public async Task IncomingFilter_RunsAroundTheCall_AndSeesItsResult()
    {
        var (grain, probe) = New();

        Assert.Equal("hello", await grain.SayAsync("hello"));

        Assert.Equal(["in SayAsync", "from client", "said hello", "out hello"], probe.Entries);
    }

    [Fact]
    public async Task IncomingFilter_RefusesReplacesAndRewrites()
    {
        var (grain, probe) = New();

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grain.SayAsync("refused"));
        Assert.DoesNotContain("said refused", probe.Entries);
        Assert.Equal("other", await grain.SayAsync("replaced"));
        Assert.Equal("by the filter", await grain.SayAsync("rewritten"));
    }

    [Fact]
    public async Task Filters_OfCallsBetweenGrains_KnowBothSides()
    {
        var (from, fromProbe) = New();
        var (to, toProbe) = New();

        Assert.Equal("by the filter", await from.SayThroughAsync(to.GetPrimaryKeyString(), "rewritten"));

        Assert.Contains($"calls SayAsync of {to.GetPrimaryKeyString()}", fromProbe.Entries);
        Assert.Contains("from grain", toProbe.Entries);
    }

    [Fact]
    public async Task GrainsOwnFilter_RunsAroundItsCalls() =>
        Assert.Equal(7, await cluster.Grain<ISelfFilteredGrain>().DoubleAsync(3));

    private (IFilteredGrain Grain, Probe Probe) New()
    {
        var grain = cluster.Grain<IFilteredGrain>();
        return (grain, Probe.Of(grain.GetPrimaryKeyString()));
    }
}
