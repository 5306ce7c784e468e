using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Grains.Approvals;

/// <summary>What becomes of a call before it is made. <see cref="Decided"/> is to be in the run in any case.</summary>
/// <param name="Decided">What policy says; none where there is nothing to judge.</param>
internal abstract record GateAnswer(PolicyDecided? Decided)
{
    /// <summary>It is made, just as it stands here.</summary>
    public sealed record Pass(ToolCall Call, PolicyDecided? Decided) : GateAnswer(Decided);

    /// <summary>It is not made; the model is told why.</summary>
    public sealed record Refuse(string Code, string Error, PolicyDecided? Decided) : GateAnswer(Decided);

    /// <summary>A person is asked first.</summary>
    public sealed record Ask(Act Act, PolicyDecision Decision, PolicyDecided Decided) : GateAnswer(Decided);
}
