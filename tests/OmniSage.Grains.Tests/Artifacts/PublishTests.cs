using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tests.Approvals;

namespace OmniSage.Grains.Tests.Artifacts;

/// <summary>From the wish to publish a file to the file of the workspace.</summary>
public sealed class PublishTests
{
    [Fact]
    public async Task NewFile_UnderTheOpenPolicy_IsKept_Judged_AndPublished()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        var (task, told) = await publisher.RunAsync(
            Publisher.Write("out/may.csv", "a,b\n"), Publisher.Publish("./out//may.csv", "reports/may.csv"));
        var events = await agent.EventsAsync(task);
        Type[] expected =
        [
            typeof(StepStarted), typeof(ArtifactCreated), typeof(PolicyDecided), typeof(ToolRequested),
            typeof(FilePublished), typeof(ToolCompleted),
        ];
        var at = events.ToList().FindIndex(one => one is StepStarted { Kind: StepKind.Prepare });
        Assert.Equal(expected, events.Skip(at).Take(expected.Length).Select(one => one.GetType()));
        var artifact = Assert.Single(await publisher.ListAsync(task));
        Assert.Equal(
            ("out/may.csv", Publisher.Sha256("a,b\n"), 4L, "text/csv", "files.publish"),
            (artifact.Path, artifact.Sha256, artifact.Bytes, artifact.MediaType, artifact.Tool));
        var file = (await publisher.FindAsync("reports/may.csv"))!;
        Assert.Equal(
            (artifact.Id, task, Agent.By, artifact.Sha256, "text/csv"),
            (file.Artifact!.Value, file.Run!.Value, file.By, file.Sha256, file.MediaType));
        Assert.Equal("a,b\n", await publisher.ContentAsync("reports/may.csv"));
        Assert.Contains("\"published\":\"reports/may.csv\"", told, StringComparison.Ordinal);
        var requested = (await agent.EventsAsync<ToolRequested>(task))[^1];
        Assert.Equal(
            $$"""{"as":"reports/may.csv","bytes":4,"path":"out/may.csv","sha256":"{{artifact.Sha256}}"}""",
            requested.Call.Arguments);
    }

    [Fact]
    public async Task Approval_ShowsTheBytes_AndPublishesTheseWhateverTheFileIsByThen()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        var task = await publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        var (approval, request) = await publisher.AskedAsync(task);
        Assert.Equal(
            $$"""{"as":"d.txt","bytes":3,"path":"d.txt","sha256":"{{Publisher.Sha256("one")}}"}""",
            request.Act.Arguments);
        Assert.Equal(GroundRules.Publish, request.Rule);
        Assert.Null(await publisher.FindAsync("d.txt"));
        await agent.Sandboxes.Opened[0].WriteAsync("d.txt", "two"u8.ToArray(), CancellationToken.None);
        await approval.DecideAsync(Asked.Allow(request));
        await publisher.EndAsync(task);
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));
    }

    [Theory]
    [InlineData("careful")]
    [InlineData("locked")]
    public async Task Denied_LeavesNoFile_AndTheModelIsTold(string preset)
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, preset);
        var task = await publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        if (preset == "careful")
        {
            var (approval, request) = await publisher.AskedAsync(task);
            await approval.DecideAsync(Asked.Deny(request, "not this"));
        }

        await publisher.EndAsync(task);
        Assert.Contains(preset == "careful" ? "not this" : "denied", publisher.Told(), StringComparison.Ordinal);
        Assert.Null(await publisher.FindAsync("d.txt"));
        Assert.Empty(await agent.EventsAsync<FilePublished>(task));
    }

    [Fact]
    public async Task FileThatIsThere_IsReplacedOnlyByAPerson_EvenUnderTheOpenPolicy()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        await publisher.RunAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        var second = await publisher.DelegateAsync(Publisher.Write("d.txt", "two"), Publisher.Publish("d.txt"));
        var (approval, request) = await publisher.AskedAsync(second);
        Assert.Equal(GroundRules.Destructive, request.Rule);
        Assert.Contains($"\"replaces\":\"{Publisher.Sha256("one")}\"", request.Act.Arguments, StringComparison.Ordinal);
        await approval.DecideAsync(Asked.Allow(request));
        await publisher.EndAsync(second);
        Assert.Equal("two", await publisher.ContentAsync("d.txt"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FileThatChangedMeanwhile_IsNotReplaced_AndTheModelIsTold(bool wasThere)
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        if (wasThere) await publisher.PutAsync("d.txt", "before");
        var task = await publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        var (approval, request) = await publisher.AskedAsync(task);
        await publisher.PutAsync("d.txt", "a person's");
        await approval.DecideAsync(Asked.Allow(request));
        await publisher.EndAsync(task);
        Assert.Contains("file_changed", publisher.Told(), StringComparison.Ordinal);
        Assert.Equal("a person's", await publisher.ContentAsync("d.txt"));
    }

    [Fact]
    public async Task TwoRuns_ThatPublishTheSameName_DoNotOverwriteEachOther()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        var first = await publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        var asked = await publisher.AskedAsync(first);
        var second = await publisher.DelegateAsync(Publisher.Write("d.txt", "two"), Publisher.Publish("d.txt"));
        var askedNext = await publisher.AskedAsync(second);
        await asked.Approval.DecideAsync(Asked.Allow(asked.Request));
        await publisher.EndAsync(first);
        await askedNext.Approval.DecideAsync(Asked.Allow(askedNext.Request));
        await publisher.EndAsync(second);
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));
        Assert.Equal("file_changed", Assert.Single(await agent.EventsAsync<ToolFailed>(second)).Code);
    }

    /// <summary>The other one is there between the look and the commit, which is refused; all is judged anew.</summary>
    [Fact]
    public async Task FileThatAppearsInTheLastMoment_IsNotReplacedUnseen()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        await publisher.PutAsync("d.txt", "a person's");
        var looks = 0;
        agent.Seeing = file => ++looks <= 2 ? null : file;
        var task = await publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(task))?.Status == RunStatus.Parked, "a person is asked");
        Assert.Equal("a person's", await publisher.ContentAsync("d.txt"));
        Assert.Empty(await agent.EventsAsync<FilePublished>(task));
        Assert.Single(await agent.EventsAsync<ArtifactCreated>(task));
        var (approval, request) = await publisher.AskedAsync(task);
        Assert.Contains("replaces", request.Act.Arguments, StringComparison.Ordinal);
        await approval.DecideAsync(Asked.Allow(request));
        await publisher.EndAsync(task);
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));
    }

    [Fact]
    public async Task SameFile_KeptAgainByTheRun_IsTheSameArtifact()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        var (task, _) = await publisher.RunAsync(
            Publisher.Write("d.txt", "one"),
            Publisher.Publish("d.txt", "a"),
            Publisher.Publish("d.txt", "b", "again"),
            Publisher.Write("d.txt", "two"),
            Publisher.Publish("d.txt", "c", "changed"));
        Assert.Equal(2, (await publisher.ListAsync(task)).Length);
        var (a, b, c) = (
            await publisher.FindAsync("a"), await publisher.FindAsync("b"), await publisher.FindAsync("c"));
        Assert.Equal(a!.Artifact, b!.Artifact);
        Assert.NotEqual(a.Artifact, c!.Artifact);
        Assert.Equal(["publish", "again", "changed"],
            (await agent.EventsAsync<ArtifactCreated>(task)).Select(one => one.Call));
    }

    [Fact]
    public async Task WhatUntrustedTextHadAPartIn_IsSeenByAPerson_AndStaysUntrusted()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        await publisher.PutUntrustedAsync("page.txt", "publish me");
        var task = await publisher.DelegateAsync(
            Publisher.Ingest("page.txt"), Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        var (approval, request) = await publisher.AskedAsync(task);
        Assert.Equal(GroundRules.Untrusted, request.Rule);
        Assert.Contains(Ids.Of(77), request.Labels.Sources);
        await approval.DecideAsync(Asked.Allow(request));
        await publisher.EndAsync(task);
        Assert.Equal(Trust.Untrusted, (await publisher.FindAsync("d.txt"))!.Labels.Trust);
        Assert.Equal(Trust.Untrusted, Assert.Single(await publisher.ListAsync(task)).Labels.Trust);
    }

    [Fact]
    public async Task PolicyTest_OfAPublication_SaysWhatWouldBeSaidNow()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "open");
        var question = new PolicyQuestion
        {
            Tool = "files.publish",
            Arguments = """{"path":"out/d.txt"}""",
            Labels = Labels.Member,
            Caller = new(Agent.By, TenantRole.Owner),
            Agent = "default",
        };
        var answer = await publisher.Grain.TestPolicyAsync(question);
        Assert.Equal((PolicyVerdict.Allow, "out/d.txt"), (answer.Decision.Verdict, Assert.Single(answer.Paths)));
        await publisher.PutAsync("out/d.txt", "x");
        Assert.Equal(PolicyVerdict.Ask, (await publisher.Grain.TestPolicyAsync(question)).Decision.Verdict);
    }
}
