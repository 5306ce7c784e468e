using OmniSage.GrainInterfaces.Agents;

namespace OmniSage.GrainInterfaces.Settings;

/// <summary>The settings of a tenant or of a workspace at one moment.</summary>
/// <param name="Version">0 until somebody writes any.</param>
/// <param name="Text">YAML.</param>
/// <param name="Agents">The agents that a workspace's settings named, ever; a tenant's name none.</param>
[GenerateSerializer, Immutable, Alias("omnisage.settings-snapshot")]
public sealed record SettingsSnapshot(
    [property: Id(0)] int Version,
    [property: Id(1)] string Text,
    [property: Id(2)] ImmutableArray<NamedAgent> Agents);
