using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Artifacts;

/// <summary>Artifacts and files of one workspace, as grains would write them.</summary>
internal sealed class KeptFiles(WriteQueue writes, GuidSource ids, TenantId tenant)
{
    public KeptFiles(StorageFixture storage)
        : this(storage.Queue, storage.Ids, storage.NewTenant())
    {
    }

    public TenantId Tenant => tenant;

    public WorkspaceId Workspace { get; } = new(tenant, ids.Next());

    public Artifact Artifact(string sha256, Guid? run = null, DateTimeOffset? at = null) => new()
    {
        Id = ids.Next(),
        Workspace = Workspace.Value,
        Thread = ids.Next(),
        Run = run ?? ids.Next(),
        Step = 3,
        Tool = "files.publish",
        Path = "out/a.csv",
        Sha256 = sha256,
        Bytes = 7,
        MediaType = "text/csv",
        Labels = new()
        {
            Trust = Trust.Untrusted, Sensitivity = Sensitivity.Personal, Sources = [ids.Next()], Overflow = true,
        },
        CreatedUs = Microseconds.Of(at ?? TimeProvider.System.GetUtcNow()),
    };

    public WorkspaceFile File(string path, string sha256, Guid? artifact = null) => new()
    {
        Path = path,
        Sha256 = sha256,
        Bytes = 7,
        MediaType = "text/csv",
        Labels = Labels.Member with { Sources = [ids.Next(), ids.Next()] },
        Artifact = artifact,
        Run = artifact is null ? null : ids.Next(),
        By = ids.Next(),
        UpdatedUs = 9,
    };

    public async Task<T> WriteAsync<T>(T written, Func<T, RowChange> change)
    {
        await WriteAsync(change(written));
        return written;
    }

    public Task WriteAsync(params RowChange[] changes)
    {
        var unit = new UnitOfWork(tenant);
        foreach (var change in changes) unit.Change(change);
        return writes.CommitAsync(unit);
    }

    public Task<Artifact> KeepAsync(Artifact artifact) =>
        WriteAsync(artifact, one => ArtifactRows.Insert(tenant, one));

    public Task<WorkspaceFile> PublishAsync(WorkspaceFile file, string? replaces = null) =>
        WriteAsync(file, one => WorkspaceFileRows.Publish(Workspace, one, replaces));
}
