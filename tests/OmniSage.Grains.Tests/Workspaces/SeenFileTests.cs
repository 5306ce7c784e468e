using System.Text;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Tests.Workspaces;

/// <summary>Files that people put into a workspace in place of what they have seen, and of nothing else.</summary>
public sealed class SeenFileTests
{
    private const string Path = "a.txt";

    [Fact]
    public async Task File_InPlaceOfWhatWasSeen_IsPut()
    {
        await using var agent = await Agent.StartAsync();

        var first = await PutAsync(agent, "one", new SeenFile(null));
        var second = await PutAsync(agent, "two", new SeenFile(first.Sha256));

        Assert.Equal(second, await FindAsync(agent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task File_InPlaceOfSomethingElse_IsRefused_AndTheWorkspaceGoesOn(bool sawNothing)
    {
        await using var agent = await Agent.StartAsync();
        var first = await PutAsync(agent, "one", seen: null);
        var seen = new SeenFile(sawNothing ? null : new string('a', 64));

        var fault = await Assert.ThrowsAsync<OmniSageException>(() => PutAsync(agent, "mine", seen));

        Assert.Equal(ErrorCodes.JournalConflict, fault.Code);
        Assert.Equal(first, await FindAsync(agent));
        var second = await PutAsync(agent, "two", new SeenFile(first.Sha256));
        Assert.Equal(second, await FindAsync(agent));
    }

    [Fact]
    public async Task File_ThatIsGoneSinceItWasSeen_IsNotPut()
    {
        await using var agent = await Agent.StartAsync();

        var fault = await Assert.ThrowsAsync<OmniSageException>(
            () => PutAsync(agent, "mine", new SeenFile(new string('a', 64))));

        Assert.Equal(ErrorCodes.JournalConflict, fault.Code);
        Assert.Null(await FindAsync(agent));
    }

    [Fact]
    public async Task File_IsTakenOut_OnlyAsItWasSeen()
    {
        await using var agent = await Agent.StartAsync();
        var first = await PutAsync(agent, "one", seen: null);
        var second = await PutAsync(agent, "two", seen: null);

        var fault = await Assert.ThrowsAsync<OmniSageException>(
            () => GrainOf(agent).RemoveFileAsync(Path, Agent.By, new(first.Sha256)));

        Assert.Equal(ErrorCodes.JournalConflict, fault.Code);
        Assert.Equal(second, await FindAsync(agent));
        Assert.True(await GrainOf(agent).RemoveFileAsync(Path, Agent.By, new(second.Sha256)));
        Assert.Null(await FindAsync(agent));
    }

    [Fact]
    public async Task Files_PutAtOnceInPlaceOfTheSame_AreOne()
    {
        await using var agent = await Agent.StartAsync();
        var first = await PutAsync(agent, "one", seen: null);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            try
            {
                return await PutAsync(agent, $"by {number}", new SeenFile(first.Sha256));
            }
            catch (OmniSageException fault) when (fault.Code is ErrorCodes.JournalConflict)
            {
                return null;
            }
        }));

        Assert.Equal(Assert.Single(outcomes.OfType<WorkspaceFile>()), await FindAsync(agent));
    }

    private static async Task<WorkspaceFile> PutAsync(Agent agent, string content, SeenFile? seen)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var sha256 = await agent.Service<IArtifacts>().KeepAsync(agent.Id.Tenant, bytes);
        return await GrainOf(agent).PutFileAsync(new(Path, sha256, bytes.Length, Agent.By, seen));
    }

    private static IWorkspaceGrain GrainOf(Agent agent) =>
        agent.Grain<IWorkspaceGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey());

    private static Task<WorkspaceFile?> FindAsync(Agent agent) => agent.Service<IArtifacts>().FindFileAsync(
        agent.Id.Tenant, agent.Workspace, Path, TestContext.Current.CancellationToken);
}
