namespace OmniSage.GrainInterfaces.Agents;

/// <summary>Which agent a slug means in a workspace, for as long as the workspace lives.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.named-agent")]
public sealed record NamedAgent([property: Id(0)] Guid Id, [property: Id(1)] string Slug);
