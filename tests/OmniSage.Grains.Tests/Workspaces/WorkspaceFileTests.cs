using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.Grains.Tests.Artifacts;

namespace OmniSage.Grains.Tests.Workspaces;

/// <summary>Files that people put into a workspace and take out.</summary>
public sealed class WorkspaceFileTests
{
    [Fact]
    public async Task File_IsPut_Replaced_AndTakenOut_ByEventsAndRows()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = new Publisher(agent);
        var put = await publisher.PutAsync("in/a.csv", "a,b");
        Assert.Equal(
            ("in/a.csv", "text/csv", 3L, Labels.Member, Agent.By, default(Guid?), default(Guid?)),
            (put.Path, put.MediaType, put.Bytes, put.Labels, put.By, put.Artifact, put.Run));
        Assert.Equal(put, await publisher.FindAsync("in/a.csv"));
        await publisher.PutAsync("in/a.csv", "more");
        Assert.Equal("more", await publisher.ContentAsync("in/a.csv"));
        Assert.True(await publisher.Grain.RemoveFileAsync("in/a.csv", Agent.By, seen: null));
        Assert.False(await publisher.Grain.RemoveFileAsync("in/a.csv", Agent.By, seen: null));
        Assert.Null(await publisher.FindAsync("in/a.csv"));
        var journal = new JournalId(agent.Id.Tenant, JournalKind.Workspace, agent.Workspace);
        var events = await agent.Service<IHistory>().ReadJournalAsync(journal, 0, 100, CancellationToken.None);
        Assert.Equal(["file.published", "file.published", "file.removed"], events.Select(one => one.Type));
        await agent.Cluster.DeactivateAsync(publisher.Grain);
        Assert.False(await publisher.Grain.RemoveFileAsync("in/a.csv", Agent.By, seen: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("a\\b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\nb")]
    [InlineData("e\u0301")]
    public async Task Path_ThatIsNone_IsRefused(string path)
    {
        await using var agent = await Agent.StartAsync();
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => new Publisher(agent).PutAsync(path, "x"));
        Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
    }

    [Fact]
    public async Task Content_HasToBeThere_AndWithinItsBound()
    {
        await using var agent = await Agent.StartAsync(options => options.ArtifactBytesMax = 1_024);
        var publisher = new Publisher(agent);
        var kept = await agent.Service<IArtifacts>().KeepAsync(agent.Id.Tenant, "x"u8.ToArray());
        var wrong = new (PutFile File, string Code)[]
        {
            (new("a", Publisher.Sha256("never kept"), 10, Agent.By), ErrorCodes.NotFound),
            (new("a", "nonsense", 1, Agent.By), ErrorCodes.NotFound),
            (new("a", kept, 2, Agent.By), ErrorCodes.NotFound),
            (new("a", kept, 1_025, Agent.By), ErrorCodes.LimitReached),
        };
        foreach (var (file, code) in wrong)
        {
            var fault = await Assert.ThrowsAsync<OmniSageException>(() => publisher.Grain.PutFileAsync(file));
            Assert.Equal(code, fault.Code);
        }

        Assert.Null(await publisher.FindAsync("a"));
        await publisher.Grain.PutFileAsync(new("a", kept, 1, Agent.By));
        Assert.Equal("x", await publisher.ContentAsync("a"));
    }
}
