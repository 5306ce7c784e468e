using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.GrainInterfaces.Models;

/// <summary>A level, the models that are asked for it in their order, and whose settings say so.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.level-models")]
public sealed record LevelModels(
    [property: Id(0)] string Level,
    [property: Id(1)] ImmutableArray<ModelStatus> Chain,
    [property: Id(2)] SettingsOrigin Origin = SettingsOrigin.Install);
