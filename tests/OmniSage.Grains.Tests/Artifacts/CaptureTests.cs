using OmniSage.Grains.Tests.Approvals;

namespace OmniSage.Grains.Tests.Artifacts;

/// <summary>Keeping a file before anyone decides about it: what cannot be kept, what is too much, what dies.</summary>
public sealed class CaptureTests
{
    [Theory]
    [InlineData("nothing.txt", null, "sandbox.not-found")]
    [InlineData("../d.txt", null, "invalid_arguments")]
    [InlineData("../d.txt", "d.txt", "sandbox.path-refused")]
    [InlineData("/etc/passwd", "d.txt", "sandbox.not-found")]
    [InlineData("folder", null, "sandbox.path-refused")]
    [InlineData("link", null, "not_a_file")]
    [InlineData("d.txt", "../up", "invalid_arguments")]
    [InlineData("d.txt", "a//b", "invalid_arguments")]
    public async Task FileThatCannotBeKept_IsAFaultThatTheModelCanMend(string path, string? name, string code)
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        agent.Sandboxes.Run = (_, _) =>
        {
            agent.Sandboxes.Opened[0].Links.Add("link");
            return Task.FromResult(0);
        };
        var (task, _) = await publisher.RunAsync(
            Publisher.Write("d.txt", "one"),
            Publisher.Write("folder/d.txt", "one"),
            Publisher.Write("link", "one"),
            Reply.Shell("ln"),
            Publisher.Publish(path, name));
        var failed = Assert.Single(await agent.EventsAsync<ToolFailed>(task));
        Assert.Equal((code, false), (failed.Code, failed.Retryable));
        Assert.Empty(await agent.EventsAsync<ArtifactCreated>(task));
        Assert.DoesNotContain(await agent.EventsAsync<PolicyDecided>(task), one => one.Tool == "files.publish");
    }

    [Fact]
    public async Task FileThatIsTooLarge_IsNotKept()
    {
        await using var agent = await Agent.StartAsync(options => options.ArtifactBytesMax = 1_024);
        var publisher = await Publisher.OfAsync(agent, "open");
        var (task, told) = await publisher.RunAsync(
            Publisher.Write("most", new('x', 1_024)),
            Publisher.Publish("most", call: "most"),
            Publisher.Write("more", new('x', 1_025)),
            Publisher.Publish("more", call: "more"));
        Assert.Contains("too_large", told, StringComparison.Ordinal);
        Assert.Equal("most", Assert.Single(await publisher.ListAsync(task)).Path);
    }

    [Fact]
    public async Task Artifacts_OfARun_AreLimited_AndThoseThereAreCanBePublishedStill()
    {
        await using var agent = await Agent.StartAsync(options => options.ArtifactsMax = 1);
        var publisher = await Publisher.OfAsync(agent, "open");
        var (task, _) = await publisher.RunAsync(
            Publisher.Write("a", "one"),
            Publisher.Publish("a", call: "first"),
            Publisher.Write("b", "two"),
            Publisher.Publish("b", call: "second"),
            Publisher.Publish("a", "c", "third"));
        Assert.Equal("artifacts_limit", Assert.Single(await agent.EventsAsync<ToolFailed>(task)).Code);
        Assert.Equal("one", await publisher.ContentAsync("c"));
    }

    [Fact]
    public async Task Files_OfAWorkspace_AreLimited_AndThoseThereAreCanBeReplacedStill()
    {
        await using var agent = await Agent.StartAsync(options => options.WorkspaceFilesMax = 2);
        var publisher = await Publisher.OfAsync(agent, "open");
        await publisher.PutAsync("one", "1");
        await publisher.PutAsync("two", "2");
        await publisher.PutAsync("two", "3");
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => publisher.PutAsync("three", "3"));
        Assert.Equal(ErrorCodes.LimitReached, fault.Code);
        var (_, told) = await publisher.RunAsync(Publisher.Write("a", "one"), Publisher.Publish("a"));
        Assert.Contains("files_limit", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_ThatDiesWhileAFileIsKept_KeepsItAgain()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        var publisher = await Publisher.OfAsync(agent, "open");
        var hangs = new TaskCompletionSource();
        var read = 0;
        agent.Sandboxes.Reading = () => ++read == 1 ? hangs.Task : Task.CompletedTask;
        var task = await publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        await agent.UntilAsync(() => Task.FromResult(read == 1), "the file is read");
        await agent.Cluster.StopAndRestartAsync();
        await publisher.EndAsync(task);
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));
        Assert.Equal(
            [1, 2],
            (await agent.EventsAsync<StepStarted>(task)).Where(one => one.Kind is StepKind.Prepare)
                .Select(one => one.Attempt));
        Assert.Single(await publisher.ListAsync(task));
    }

    [Fact]
    public async Task Process_ThatDiesWhileAPersonIsAsked_PublishesWhatWasKept()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        var publisher = await Publisher.OfAsync(agent);
        var task = await publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        var (approval, request) = await publisher.AskedAsync(task);
        await agent.Cluster.StopAndRestartAsync();
        await approval.DecideAsync(Asked.Allow(request));
        await agent.Cluster.StopAndRestartAsync();
        await publisher.EndAsync(task);
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));
        Assert.Single(agent.Sandboxes.Opened);
        Assert.Single(await agent.EventsAsync<FilePublished>(task));
    }

    [Fact]
    public async Task Sandbox_ThatDiedBefore_IsTold_AndNothingOldIsPublished()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        var read = 0;
        agent.Sandboxes.Reading = () =>
        {
            if (++read > 1) return Task.CompletedTask;
            agent.Sandboxes.Opened[^1].Die();
            throw new Sandbox.SandboxException(Sandbox.SandboxException.Died, retryable: true, "It is gone.");
        };
        var (task, _) = await publisher.RunAsync(
            Publisher.Write("d.txt", "one"),
            Publisher.Publish("d.txt", call: "a"),
            Publisher.Publish("d.txt", call: "b"));
        var failed = (await agent.EventsAsync<ToolFailed>(task)).Single(one => !one.Retryable);
        Assert.Equal(("sandbox_replaced", "a"), (failed.Code, failed.Call));
        Assert.Equal("b", Assert.Single(await agent.EventsAsync<ArtifactCreated>(task)).Call);
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));
    }

    [Fact]
    public async Task Task_WithoutTheTool_CannotPublish()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Publisher.Publish("d.txt") : Reply.Say("done");
        var contract = Coordinators.Threads.Contract(40, 20) with { Thread = agent.Id.Value, Tools = ["shell.run"] };
        await agent.ExecutorOf(contract.Task).StartAsync(contract);
        await publisher.EndAsync(contract.Run);
        Assert.Equal("no_such_tool", Assert.Single(await agent.EventsAsync<ToolFailed>(contract.Run)).Code);
    }
}
