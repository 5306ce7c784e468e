using System.Collections.Concurrent;
using System.Security.Cryptography;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>Artifacts, workspace files and their content in memory.</summary>
internal sealed class FakeArtifacts : IArtifacts
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Sha256), byte[]> contents = new();
    private readonly ConcurrentDictionary<Guid, (TenantId Tenant, Artifact Artifact)> artifacts = new();

    public ConcurrentDictionary<(TenantId Tenant, Guid Workspace, string Path), WorkspaceFile> Files { get; } = new();

    /// <summary>What happens while content is kept; nothing unless a test says so.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public Artifact Add(WorkspaceId workspace, string path, byte[] content, string mediaType = "text/plain")
    {
        var artifact = new Artifact
        {
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(artifacts.Count + 1)),
            Workspace = workspace.Value,
            Thread = Guid.CreateVersion7(),
            Run = Guid.CreateVersion7(),
            Step = 3,
            Tool = "files.publish",
            Path = path,
            Sha256 = Keep(workspace.Tenant, content),
            Bytes = content.Length,
            MediaType = mediaType,
            Labels = Labels.Tool.From(Guid.CreateVersion7()),
            CreatedUs = 1_700_000_000_000_000,
        };
        artifacts[artifact.Id] = (workspace.Tenant, artifact);
        return artifact;
    }

    /// <summary>What the collector does with content that nothing refers to.</summary>
    public void Collect(TenantId tenant, string sha256) => Assert.True(contents.TryRemove((tenant, sha256), out _));

    public bool Has(TenantId tenant, string sha256) => contents.ContainsKey((tenant, sha256));

    public Task<ImmutableArray<Artifact>> ListAsync(
        TenantId tenant, Guid workspace, Guid? run, Guid? cursor, int max, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<Artifact>>(
        [.. artifacts.Values
            .Where(one => one.Tenant == tenant && one.Artifact.Workspace == workspace)
            .Select(one => one.Artifact)
            .Where(one => (run is null || one.Run == run)
                && (cursor is null || string.CompareOrdinal($"{one.Id:N}", $"{cursor:N}") < 0))
            .OrderByDescending(one => one.Id.ToString("N"), StringComparer.Ordinal)
            .Take(max)]);

    public Task<Artifact?> FindAsync(TenantId tenant, Guid artifact, CancellationToken cancellation) =>
        Task.FromResult(artifacts.TryGetValue(artifact, out var found) && found.Tenant == tenant
            ? found.Artifact
            : null);

    public Task<ImmutableArray<WorkspaceFile>> ListFilesAsync(
        TenantId tenant, Guid workspace, string? cursor, int max, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<WorkspaceFile>>(
        [.. Files.Where(one => (one.Key.Tenant, one.Key.Workspace) == (tenant, workspace)
                && (cursor is null || string.CompareOrdinal(one.Key.Path, cursor) > 0))
            .Select(one => one.Value)
            .OrderBy(one => one.Path, StringComparer.Ordinal)
            .Take(max)]);

    public Task<WorkspaceFile?> FindFileAsync(
        TenantId tenant, Guid workspace, string path, CancellationToken cancellation) =>
        Task.FromResult(Files.GetValueOrDefault((tenant, workspace, path)));

    public Task<byte[]?> ReadAsync(TenantId tenant, string sha256, long bytesMax, CancellationToken cancellation)
    {
        var content = contents.GetValueOrDefault((tenant, sha256));
        return content?.Length > bytesMax
            ? throw new OmniSageException(ErrorCodes.LimitReached, "It is too large.")
            : Task.FromResult(content);
    }

    public Task<string> KeepAsync(TenantId tenant, ReadOnlyMemory<byte> content)
    {
        Meanwhile();
        return Task.FromResult(Keep(tenant, content.ToArray()));
    }

    private string Keep(TenantId tenant, byte[] content)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        contents[(tenant, sha256)] = content;
        return sha256;
    }
}
