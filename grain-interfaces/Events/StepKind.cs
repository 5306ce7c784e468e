namespace OmniSage.GrainInterfaces.Events;

/// <summary>What a step does outside the grain.</summary>
public enum StepKind { Model, Tool, Check, Recall, Prepare }
