namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>The thread is durable; of all calls that open one thread, at most one is told that it is new.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.opened-thread")]
public sealed record OpenedThread([property: Id(0)] ThreadSummary Thread, [property: Id(1)] bool IsNew);
