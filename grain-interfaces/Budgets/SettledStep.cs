namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>What an attempt of a model step took of its allowance.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.settled-step")]
public sealed record SettledStep(
    [property: Id(0)] Guid Run,
    [property: Id(1)] int Step,
    [property: Id(2)] int Attempt,
    [property: Id(3)] Amount Amount);
