using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Tests.Approvals;

namespace OmniSage.Grains.Tests.Artifacts;

/// <summary>Whoever approves may choose another name, and nothing else.</summary>
public sealed class EditedPublicationTests
{
    private static readonly string One = Publisher.Sha256("one");
    private static readonly string Other = Publisher.Sha256("other");

    [Fact]
    public async Task Name_CanBeChanged()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        var task = await AskAsync(publisher);
        var (approval, request) = await publisher.AskedAsync(task);
        var edited = Edit($$"""{"path":"d.txt","as":"safe/d.md","sha256":"{{One}}","bytes":3}""");
        Assert.Equal(DecideOutcome.Taken, (await approval.DecideAsync(edited(request))).Outcome);
        await publisher.EndAsync(task);
        Assert.Equal("one", await publisher.ContentAsync("safe/d.md"));
        Assert.Equal("text/markdown", (await publisher.FindAsync("safe/d.md"))!.MediaType);
        Assert.Null(await publisher.FindAsync("d.txt"));
    }

    [Fact]
    public async Task NameOfAFileThatIsThere_IsTaken_OnlyWhereItIsSaidWhatIsReplaced()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        await publisher.PutAsync("there", "other");
        var task = await AskAsync(publisher);
        var (approval, request) = await publisher.AskedAsync(task);
        var unsaid = Edit($$"""{"path":"d.txt","as":"there","sha256":"{{One}}","bytes":3}""");
        var refused = await approval.DecideAsync(unsaid(request));
        Assert.Equal(DecideOutcome.Refused, refused.Outcome);
        Assert.Contains(Other, refused.Why!, StringComparison.Ordinal);
        var said = Edit($$"""{"path":"d.txt","as":"there","sha256":"{{One}}","bytes":3,"replaces":"{{Other}}"}""");
        Assert.Equal(DecideOutcome.Taken, (await approval.DecideAsync(said(request))).Outcome);
        await publisher.EndAsync(task);
        Assert.Equal("one", await publisher.ContentAsync("there"));
    }

    [Fact]
    public async Task AnythingElse_IsRefused()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        await publisher.PutAsync("there", "other");
        var task = await AskAsync(publisher);
        var (approval, request) = await publisher.AskedAsync(task);
        string[] wrong =
        [
            $$"""{"path":"d.txt","as":"d.txt","sha256":"{{Other}}","bytes":3}""",
            $$"""{"path":"e.txt","as":"d.txt","sha256":"{{One}}","bytes":3}""",
            $$"""{"path":"d.txt","as":"d.txt","sha256":"{{One}}","bytes":4}""",
            $$"""{"path":"d.txt","as":"../d.txt","sha256":"{{One}}","bytes":3}""",
            $$"""{"path":"d.txt","as":"d.txt","As":"e.txt","sha256":"{{One}}","bytes":3}""",
            $$"""{"path":"d.txt","as":"d.txt","sha256":"{{One}}","bytes":3,"replaces":"{{Other}}"}""",
            $$"""{"path":"d.txt","as":"d.txt","sha256":"{{One}}","bytes":3,"more":1}""",
            """{"path":"d.txt","as":"d.txt"}""",
            "[]",
            "nonsense",
        ];
        foreach (var arguments in wrong)
        {
            var receipt = await approval.DecideAsync(Edit(arguments)(request));
            Assert.Equal((DecideOutcome.Refused, arguments), (receipt.Outcome, arguments));
        }

        Assert.Equal(DecideOutcome.Taken, (await approval.DecideAsync(Asked.Allow(request))).Outcome);
        await publisher.EndAsync(task);
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));
    }

    private static Task<Guid> AskAsync(Publisher publisher) =>
        publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));

    private static Func<ApprovalRequest, DecideApproval> Edit(string arguments) =>
        request => Asked.Allow(request) with { Arguments = arguments };
}
