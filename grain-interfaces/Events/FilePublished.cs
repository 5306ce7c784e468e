using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>file.published</c>: a file of the workspace is this from now on. In the run's journal where a task published it,
/// in the workspace's where a person put it there; the file's row is in the same unit of work.
/// </summary>
public sealed record FilePublished(WorkspaceFile File) : EventPayload;
