using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>artifact.created</c>, in the run's journal: a file was kept. Its content is stored before this is; the same file
/// kept again by the run is the same artifact.
/// </summary>
/// <param name="Call">The call that had it kept.</param>
/// <param name="Artifact">The file.</param>
public sealed record ArtifactCreated(string Call, Artifact Artifact) : EventPayload;
