namespace OmniSage.Grains.Coordinators;

/// <summary>Something said in the thread, by a person or by the agent, in a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsAgent">The agent said it.</param>
/// <param name="Text">What was said.</param>
/// <param name="Labels">How far it is to be trusted.</param>
/// <param name="Message">The message.</param>
/// <param name="Number">Counts what was said in the thread, from 1.</param>
internal sealed record Utterance(
    Guid Run, bool IsAgent, string Text, Labels Labels, Guid Message = default, long Number = 0)
{
    /// <summary>Pictures that came with it.</summary>
    public ImmutableArray<ImageRef>? Images { get; init; }
}
