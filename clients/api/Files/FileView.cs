using OmniSage.Api.Events;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Files;

/// <summary>A file of the workspace.</summary>
/// <param name="Path">Its name, with <c>/</c> between folders.</param>
/// <param name="Sha256">Of the content; 64 hex digits in lower case, and the ETag.</param>
/// <param name="Bytes">Of the content.</param>
/// <param name="MediaType">What the content is.</param>
/// <param name="Labels">How far it is to be trusted, and from which events it came.</param>
/// <param name="Artifact">The artifact that was published; none for what a person put there.</param>
/// <param name="Run">The run that published it; none for what a person put there.</param>
/// <param name="By">The account on whose behalf it is there.</param>
/// <param name="Updated">Since when it is this.</param>
internal sealed record FileView(
    string Path,
    string Sha256,
    long Bytes,
    string MediaType,
    LabelsView Labels,
    string? Artifact,
    string? Run,
    string By,
    string Updated)
{
    public static FileView Of(WorkspaceFile file) => new(
        file.Path,
        file.Sha256,
        file.Bytes,
        file.MediaType,
        LabelsView.Of(file.Labels),
        file.Artifact?.ToString("N"),
        file.Run?.ToString("N"),
        file.By.ToString("N"),
        Timestamp.Text(file.UpdatedUs));
}
