using OmniSage.Api.Events;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Artifacts;

/// <summary>A file that a run made and that was kept: what it is, where it comes from, how far to trust it.</summary>
/// <param name="Id">The artifact's own id.</param>
/// <param name="Thread">The thread of the run.</param>
/// <param name="Run">The run that made it.</param>
/// <param name="Step">The step that kept it.</param>
/// <param name="Tool">The tool that kept it, such as <c>files.publish</c>.</param>
/// <param name="Path">Its path in the task's workspace, as the task named it: any text.</param>
/// <param name="Sha256">Of the content; 64 hex digits in lower case.</param>
/// <param name="Bytes">Of the content.</param>
/// <param name="MediaType">What the content is.</param>
/// <param name="Labels">Of everything that the run had read when it was kept.</param>
/// <param name="Created">When it was kept.</param>
internal sealed record ArtifactView(
    string Id,
    string Thread,
    string Run,
    int Step,
    string Tool,
    string Path,
    string Sha256,
    long Bytes,
    string MediaType,
    LabelsView Labels,
    string Created)
{
    public static ArtifactView Of(Artifact artifact) => new(
        artifact.Id.ToString("N"),
        artifact.Thread.ToString("N"),
        artifact.Run.ToString("N"),
        artifact.Step,
        artifact.Tool,
        artifact.Path,
        artifact.Sha256,
        artifact.Bytes,
        artifact.MediaType,
        LabelsView.Of(artifact.Labels),
        Timestamp.Text(artifact.CreatedUs));
}
