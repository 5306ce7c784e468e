using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Artifacts;

/// <summary>What every database must do with artifacts and files of workspaces.</summary>
public abstract class ArtifactSuite(StorageFixture storage)
{
    private static readonly string One = new('1', 64);
    private static readonly string Two = new('2', 64);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IArtifacts Artifacts => storage.Get<IArtifacts>();

    [Fact]
    public async Task Artifact_IsReadAsItWasWritten_AndKeptOnce()
    {
        var kept = new KeptFiles(storage);
        var artifact = await kept.KeepAsync(kept.Artifact(One));
        await kept.KeepAsync(artifact with { Path = "other" });
        Assert.Equal(artifact, await Artifacts.FindAsync(kept.Tenant, artifact.Id, Cancellation));
        Assert.Null(await Artifacts.FindAsync(storage.NewTenant(), artifact.Id, Cancellation));
    }

    [Fact]
    public async Task Artifacts_AreListedNewestFirst_OfTheWorkspaceOrOneRun()
    {
        var kept = new KeptFiles(storage);
        var run = storage.Ids.Next();
        var all = new List<Artifact>();
        for (var number = 0; number < 5; number++)
            all.Add(await kept.KeepAsync(kept.Artifact(One, number % 2 == 0 ? run : null)));
        // Ids of one millisecond are in any order.
        all = [.. all.OrderByDescending(one => one.Id.ToString("N"), StringComparer.Ordinal)];

        var first = await Artifacts.ListAsync(kept.Tenant, kept.Workspace.Value, null, null, 3, Cancellation);
        var rest = await Artifacts.ListAsync(kept.Tenant, kept.Workspace.Value, null, first[^1].Id, 3, Cancellation);
        Assert.Equal(all, first.Concat(rest));
        var ofRun = await Artifacts.ListAsync(kept.Tenant, kept.Workspace.Value, run, null, 9, Cancellation);
        Assert.Equal(all.Where(one => one.Run == run), ofRun);
        Assert.Empty(await Artifacts.ListAsync(kept.Tenant, storage.Ids.Next(), run, null, 9, Cancellation));
    }

    [Fact]
    public async Task Files_AreListedInTheOrderOfTheirBytes_EachOnce()
    {
        var kept = new KeptFiles(storage);
        foreach (var path in new[] { "é", "b", "a/b", "B", "a b", "a-b", "😀", "ﬀ", "a" })
            await kept.PublishAsync(kept.File(path, One));
        var paths = new List<string>();
        for (var page = await ListAsync(null); page.Length > 0; page = await ListAsync(paths[^1])) paths.AddRange(page);
        Assert.Equal(["B", "a", "a b", "a-b", "a/b", "b", "é", "ﬀ", "😀"], paths);
        Assert.Equal(9, await storage.Get<WorkspaceFileCount>().ReadAsync(kept.Workspace, Cancellation));

        async Task<string[]> ListAsync(string? cursor) =>
        [
            .. (await Artifacts.ListFilesAsync(kept.Tenant, kept.Workspace.Value, cursor, 2, Cancellation))
                .Select(file => file.Path),
        ];
    }

    [Fact]
    public async Task File_IsPublishedWhereNoneIs_OrInPlaceOfTheOneThatIsThere()
    {
        var kept = new KeptFiles(storage);
        var first = await kept.PublishAsync(kept.File("a", One, storage.Ids.Next()));
        Assert.Equal(first, await FindAsync(kept, "a"));
        var second = await kept.PublishAsync(kept.File("a", Two), replaces: One);
        Assert.Equal(second, await FindAsync(kept, "a"));
        await kept.WriteAsync(WorkspaceFileRows.Remove(kept.Workspace, "a"));
        Assert.Null(await FindAsync(kept, "a"));
        Assert.Null(await FindAsync(kept, "a\0\ud800"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("2", true)]
    [InlineData("1", false)]
    public async Task File_ThatIsNotAsItWasJudged_RefusesTheWholeUnit(string? replaces, bool isThere)
    {
        var kept = new KeptFiles(storage);
        var before = isThere ? await kept.PublishAsync(kept.File("a", One)) : null;
        var beside = kept.Artifact(Two);
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => kept.WriteAsync(
            ArtifactRows.Insert(kept.Tenant, beside),
            WorkspaceFileRows.Publish(
                kept.Workspace, kept.File("a", Two), replaces is null ? null : new string(replaces[0], 64))));
        Assert.Equal((ErrorCodes.JournalConflict, true), (fault.Code, fault.Retryable));
        Assert.Equal(before, await FindAsync(kept, "a"));
        Assert.Null(await Artifacts.FindAsync(kept.Tenant, beside.Id, Cancellation));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", false)]
    public async Task File_IsTakenOut_OnlyAsItWasSeen(string seen, bool isTaken)
    {
        var kept = new KeptFiles(storage);
        var file = await kept.PublishAsync(kept.File("a", One));
        var taking = kept.WriteAsync(
            WorkspaceFileRows.Require(kept.Workspace, "a", new string(seen[0], 64)),
            WorkspaceFileRows.Remove(kept.Workspace, "a"));
        var fault = await Record.ExceptionAsync(() => taking);
        Assert.Equal(isTaken ? null : ErrorCodes.JournalConflict, (fault as OmniSageException)?.Code);
        Assert.Equal(isTaken ? null : file, await FindAsync(kept, "a"));
    }

    [Fact]
    public async Task Content_IsKeptOnce_AndReadWithinItsBound()
    {
        var tenant = storage.NewTenant();
        var sha256 = await Artifacts.KeepAsync(tenant, new byte[] { 1, 2, 3 });
        Assert.Equal(sha256, await Artifacts.KeepAsync(tenant, new byte[] { 1, 2, 3 }));
        Assert.Equal(new byte[] { 1, 2, 3 }, await Artifacts.ReadAsync(tenant, sha256, 3, Cancellation));
        var fault = await Assert.ThrowsAsync<OmniSageException>(
            () => Artifacts.ReadAsync(tenant, sha256, 2, Cancellation));
        Assert.Equal(ErrorCodes.LimitReached, fault.Code);
        Assert.Null(await Artifacts.ReadAsync(tenant, One, 3, Cancellation));
        Assert.Null(await Artifacts.ReadAsync(storage.NewTenant(), sha256, 3, Cancellation));
    }

    private Task<WorkspaceFile?> FindAsync(KeptFiles kept, string path) =>
        Artifacts.FindFileAsync(kept.Tenant, kept.Workspace.Value, path, Cancellation);
}
