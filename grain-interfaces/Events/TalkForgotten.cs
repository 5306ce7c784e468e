namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>talk.forgotten</c>, in the thread's journal: a fact was forgotten that these runs kept or were told, so that no
/// summary holds any more what was said in them. The summaries that did are erased in the same unit.
/// </summary>
/// <param name="Runs">The runs, and those that followed them with results of their tasks.</param>
/// <param name="Run">The run that was making a summary and was ended; none when there was none.</param>
public sealed record TalkForgotten(ImmutableArray<Guid> Runs, Guid? Run) : EventPayload;
