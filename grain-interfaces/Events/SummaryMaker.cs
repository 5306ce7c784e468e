namespace OmniSage.GrainInterfaces.Events;

/// <summary>What made a summary: a model in a run of its own, or a choice of sentences that were said.</summary>
public enum SummaryMaker { Model, Extract }
