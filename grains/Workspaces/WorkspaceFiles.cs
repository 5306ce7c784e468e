using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Blobs;

namespace OmniSage.Grains.Workspaces;

/// <summary>
/// Judges what people put into a workspace: how it may be called, that its content is there and stays there, and that
/// there is room.
/// </summary>
internal sealed class WorkspaceFiles(
    IArtifacts artifacts, WorkspaceFileCount count, IBlobStore blobs, IOptions<AgentOptions> options)
{
    /// <summary>The file as it will be listed.</summary>
    /// <exception cref="OmniSageException">It cannot be put there; the code says why.</exception>
    public async Task<WorkspaceFile> JudgeAsync(WorkspaceId workspace, PutFile put, DateTimeOffset now)
    {
        if (WorkspaceFilePath.WhyRefused(put.Path) is { } why)
            throw new OmniSageException(ErrorCodes.InvalidArgument, why);
        if (put.Bytes > options.Value.ArtifactBytesMax)
        {
            throw new OmniSageException(
                ErrorCodes.LimitReached, $"A file has at most {options.Value.ArtifactBytesMax} bytes.");
        }

        if (await FindAsync(workspace, put.Path) is null) await RequireRoomAsync(workspace);
        var head = BlobId.IsId(put.Sha256)
            ? await blobs.RenewAsync(workspace.Tenant, BlobId.Parse(put.Sha256), MediaTypes.HeadBytes)
            : null;
        if (head?.Total != put.Bytes)
            throw new OmniSageException(ErrorCodes.NotFound, "There is no such content.");
        return new()
        {
            Path = put.Path,
            Sha256 = put.Sha256,
            Bytes = put.Bytes,
            MediaType = MediaTypes.Of(head.Bytes.Span, put.Path),
            Labels = Labels.Member,
            By = put.By,
            UpdatedUs = Microseconds.Of(now),
        };
    }

    public Task<WorkspaceFile?> FindAsync(WorkspaceId workspace, string path) =>
        artifacts.FindFileAsync(workspace.Tenant, workspace.Value, path, CancellationToken.None);

    private async Task RequireRoomAsync(WorkspaceId workspace)
    {
        var filesMax = options.Value.WorkspaceFilesMax;
        if (await count.ReadAsync(workspace, CancellationToken.None) >= filesMax)
        {
            throw new OmniSageException(
                ErrorCodes.LimitReached, $"The workspace has reached its limit of {filesMax} files.");
        }
    }
}
