namespace OmniSage.Grains.Coordinators;

/// <summary>Something said in the thread, by a person or by the agent, in a run.</summary>
internal sealed record Utterance(Guid Run, bool IsAgent, string Text, Labels Labels);
