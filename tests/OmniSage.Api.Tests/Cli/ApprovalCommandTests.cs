using System.Text.Json;
using OmniSage.Api.Tests.Approvals;
using OmniSage.Api.Tests.Fakes;
using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Api.Tests.Cli;

public sealed class ApprovalCommandTests
{
    [Fact]
    public async Task Approvals_AreListed_AndOneIsShownInFull()
    {
        await using var host = await ApiHost.StartAsync();
        var empty = await RunAsync(host, "approvals");
        var asked = Asked.Open(host);

        var listed = await RunAsync(host, "approvals");
        var shown = await RunAsync(host, "approvals", asked.Approval.ToString("N")[^8..]);
        var json = await RunAsync(host, "approvals", "--json");

        Assert.Equal("Nothing waits for an approval.", empty.Lines[0]);
        Assert.Contains(asked.Approval.ToString("N"), listed.Output, StringComparison.Ordinal);
        Assert.EndsWith("  https://example.com/", listed.Lines[1], StringComparison.Ordinal);
        Assert.Contains("tool          web.fetch, version 1", shown.Lines);
        Assert.Contains("    https://example.com/", shown.Lines);
        Assert.Contains("decided by    admin or owner", shown.Lines);
        var item = JsonDocument.Parse(Assert.Single(json.Lines)).RootElement;
        Assert.Equal(asked.Hash, item.GetProperty("hash").GetString());
        Assert.Equal([0, 0, 0, 0], new[] { empty, listed, shown, json }.Select(one => one.ExitCode));
    }

    [Fact]
    public async Task HostileText_IsShownWithVisibleSigns()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host, Asked.Hostile);

        var listed = await RunAsync(host, "approvals");
        var shown = await RunAsync(host, "approvals", asked.Approval.ToString("N"));

        foreach (var outcome in (CliProcess.Outcome[])[listed, shown])
        {
            Assert.DoesNotContain('\u001b', outcome.Output);
            Assert.DoesNotContain('\u202e', outcome.Output);
        }

        Assert.Contains("    https://example.com/\u241b[2J<U+202E>gpj.exe", shown.Lines);
    }

    [Fact]
    public async Task Approve_ShowsAndAllows_AndTellsHowItEnded()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);
        var id = asked.Approval.ToString("N");

        var allowed = await RunAsync(host, "approve", id);
        host.World.Log.Commit(
            new(host.Tenant, asked.Thread),
            asked.Workspace,
            (new(host.Tenant, JournalKind.Run, asked.Run),
                new ToolFailed(2, 1, "c1", ToolFailed.UnknownOutcome, "Why.", Retryable: false)));
        var shown = await RunAsync(host, "approvals", id);

        Assert.Equal(0, allowed.ExitCode);
        Assert.Contains("    https://example.com/", allowed.Lines);
        Assert.Equal("Allowed.", allowed.Lines[^1]);
        Assert.True(Assert.Single(host.World.Decisions).Allow);
        Assert.Contains("outcome       unknown: it may have happened", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deny_TellsWhy()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);

        var denied = await RunAsync(host, "deny", asked.Approval.ToString("N"), "not this host", "--json");

        Assert.Equal("denied", JsonDocument.Parse(denied.Output).RootElement.GetProperty("status").GetString());
        var decision = Assert.Single(host.World.Decisions);
        Assert.Equal((false, "not this host"), (decision.Allow, decision.Note));
    }

    [Fact]
    public async Task Edit_AllowsWhatWasWritten()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);

        var outcome = await EditAsync(host, asked, """{ "url": "https://example.org/" }""");

        Assert.Equal((0, "Allowed."), (outcome.ExitCode, outcome.Lines[^1]));
        Assert.Equal("""{"url":"https://example.org/"}""", Assert.Single(host.World.Decisions).Arguments);
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("""{"url":5}""", "/url: It must be a string.")]
    [InlineData("""{"url":"a","url":"b"}""", "twice")]
    public async Task Edit_ThatCannotBeUsed_DecidesNothing_AndIsNotLost(string text, string says)
    {
        await using var host = await ApiHost.StartAsync();
        var outcome = await EditAsync(host, Asked.Open(host), text);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        var file = outcome.Error.Split(' ', '\n')
            .Single(word => word.EndsWith("arguments.json.", StringComparison.Ordinal));
        Assert.Equal(text, await File.ReadAllTextAsync(file.TrimEnd('.'), TestContext.Current.CancellationToken));
        Assert.Empty(host.World.Decisions);
    }

    [Theory]
    [InlineData(2, "is no approval's id", "approve", "nonsense!")]
    [InlineData(2, "is no approval's id", "deny", "../policy")]
    [InlineData(1, "no such approval", "approve", "00000000000070008000000000000001")]
    [InlineData(1, "no such approval", "approvals", "ffffff")]
    [InlineData(2, "approval", "approve")]
    [InlineData(2, "2 approvals have such an id", "approve", "0")]
    public async Task Mistake_IsToldAndDecidesNothing(int exitCode, string says, params string[] args)
    {
        await using var host = await ApiHost.StartAsync();
        ApprovalRequest[] two = [Asked.Open(host), Asked.Open(host)];
        Assert.All(two, one => Assert.StartsWith("0", one.Approval.ToString("N"), StringComparison.Ordinal));

        var outcome = await RunAsync(host, args);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(says, outcome.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(host.World.Decisions);
    }

    [Fact]
    public async Task Decision_ThatIsNotTaken_FailsInOneSentence()
    {
        await using var host = await ApiHost.StartAsync();
        var (decided, expired, open) = (Asked.Open(host), Asked.Open(host), Asked.Open(host));
        await Asked.DecideAsync(host, decided, """{"verdict":"deny"}""");
        Asked.Put(host, expired, ApprovalStatus.Expired);
        var url = host.Url.ToString();

        CliProcess.Outcome[] outcomes =
        [
            await RunAsync(host, "approve", decided.Approval.ToString("N")),
            await RunAsync(host, "approve", expired.Approval.ToString("N")),
            await CliProcess.RunAsync(url, ApiHost.Key, null, "approve", open.Approval.ToString("N")),
            await CliProcess.RunAsync(url, ApiHost.AdminKey, null, "approve", open.Approval.ToString("N"), "--edit"),
        ];

        string[] says = ["decided already", "not decided in time", "role", "set EDITOR"];
        Assert.Equal([1, 1, 1, 2], outcomes.Select(one => one.ExitCode));
        Assert.All(outcomes.Zip(says), one => Assert.Contains(one.Second, one.First.Error, StringComparison.Ordinal));
        Assert.All(outcomes, one => Assert.Single(one.Error.Trim().Split('\n')));
        Assert.Single(host.World.Decisions);
    }

    private static Task<CliProcess.Outcome> RunAsync(ApiHost host, params string[] args) =>
        CliProcess.RunAsync(host.Url.ToString(), ApiHost.AdminKey, null, args);

    private static Task<CliProcess.Outcome> EditAsync(ApiHost host, ApprovalRequest asked, string text) =>
        CliProcess.EditAsync(
            host.Url.ToString(), ApiHost.AdminKey, text, "approve", asked.Approval.ToString("N"), "--edit");
}
