using System.Text.Json;
using OmniSage.Api.Tests.Fakes;
using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Api.Tests.Approvals;

/// <summary>An approval's record names what the wish was made of, and what came of the call.</summary>
public sealed class ApprovalRecordTests
{
    [Fact]
    public async Task Sources_AreNamedSoThatAPersonKnowsThem()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var run = new JournalId(host.Tenant, JournalKind.Run, Guid.CreateVersion7());
        host.World.Log.Commit(
            thread.Id,
            host.Workspace.Id.Value,
            (run, new ToolRequested(2, new("c0", "web.fetch", """{"url":"https://evil.example/"}"""), 1)),
            (run, new ToolCompleted(2, 1, "c0", "{}", null)));
        var (brought, unknown) = (host.World.Log.All[^1].Id, Guid.CreateVersion7());
        var asked = Asked.Open(host, thread: thread);
        asked = asked with { Labels = new() { Trust = Trust.Untrusted, Sources = [brought, unknown] } };
        Asked.Put(host, asked, ApprovalStatus.Open);

        var labels = (await host.Client().AskAsync($"{Asked.Url}/{asked.Approval:N}")).Json.GetProperty("labels");

        Assert.Equal("untrusted", labels.GetProperty("trust").GetString());
        var sources = labels.GetProperty("sources").EnumerateArray().ToList();
        Assert.Equal(
            ("tool", "web.fetch", "https://evil.example/", brought.ToString("N"), run.Value.ToString("N")),
            (Text(sources[0], "kind"), Text(sources[0], "tool"), Text(sources[0], "target"), Text(sources[0], "event"),
                Text(sources[0], "run")));
        Assert.Equal(("elsewhere", unknown.ToString("N")), (Text(sources[1], "kind"), Text(sources[1], "event")));
    }

    [Theory]
    [InlineData("unknown_outcome", "unknown")]
    [InlineData("no_such_host", "failed")]
    [InlineData(null, "done")]
    public async Task End_OfTheCall_IsInTheRecord(string? code, string outcome)
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);
        await Asked.DecideAsync(host, asked, """{"verdict":"allow"}""");
        Assert.Null((await host.Client().AskAsync($"{Asked.Url}/{asked.Approval:N}")).Text("end"));
        host.World.Log.Commit(
            new(host.Tenant, asked.Thread),
            asked.Workspace,
            (new(host.Tenant, JournalKind.Run, asked.Run), code is null
                ? new ToolCompleted(2, 1, "c1", "{}", null)
                : new ToolFailed(2, 1, "c1", code, "Why.", Retryable: false)));

        var end = (await host.Client().AskAsync($"{Asked.Url}/{asked.Approval:N}")).Json.GetProperty("end");

        Assert.Equal(outcome, Text(end, "outcome"));
        Assert.Equal(code, end.TryGetProperty("code", out var told) ? told.GetString() : null);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
