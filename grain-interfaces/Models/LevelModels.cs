namespace OmniSage.GrainInterfaces.Models;

/// <summary>A level, and the models that are asked for it in their order.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.level-models")]
public sealed record LevelModels(
    [property: Id(0)] string Level, [property: Id(1)] ImmutableArray<ModelStatus> Chain);
