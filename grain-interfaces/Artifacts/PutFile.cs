namespace OmniSage.GrainInterfaces.Artifacts;

/// <summary>A person puts a file into the workspace, in place of the one of that path if there is one.</summary>
/// <param name="Path">As <see cref="WorkspaceFilePath"/> has it.</param>
/// <param name="Sha256">Of content that <see cref="IArtifacts.KeepAsync"/> has kept.</param>
/// <param name="Bytes">Of the content.</param>
/// <param name="By">Who.</param>
/// <param name="Seen">What it may take the place of; null for whatever is there.</param>
[GenerateSerializer, Immutable, Alias("omnisage.put-file")]
public sealed record PutFile(
    [property: Id(0)] string Path,
    [property: Id(1)] string Sha256,
    [property: Id(2)] long Bytes,
    [property: Id(3)] Guid By,
    [property: Id(4)] SeenFile? Seen = null);
