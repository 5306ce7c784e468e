using OmniSage.Api.Tests.Fakes;
using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Api.Tests.Approvals;

public sealed class ApprovalTests
{
    private const string Url = Asked.Url;

    [Fact]
    public async Task List_ShowsThoseOfTheWorkspace_NewestFirst_InPages()
    {
        await using var host = await ApiHost.StartAsync();
        // Ids that are made in one moment have no order of their own.
        var asked = Enumerable.Range(0, 3).Select(number => Asked.Open(host, $"https://example.com/{number}"))
            .OrderBy(one => one.Approval.ToString("N"), StringComparer.Ordinal).ToList();
        Asked.Open(host, workspace: host.Other);
        Asked.Put(host, asked[0], ApprovalStatus.Expired);

        var page = await host.Client().AskAsync($"{Url}?limit=2");
        var rest = await host.Client().AskAsync($"{Url}?limit=2&cursor={page.Text("next")}");
        var open = await host.Client().AskAsync($"{Url}?status=open");

        string[] ids = [.. asked.Select(one => one.Approval.ToString("N")).Reverse()];
        Assert.Equal(ids, Ids(page).Concat(Ids(rest)));
        Assert.Null(rest.Text("next"));
        Assert.Equal(ids[..2], Ids(open));
        var first = page.Json.GetProperty("items")[0];
        Assert.Equal(
            ("web.fetch", "open"), (first.GetProperty("tool").GetString(), first.GetProperty("status").GetString()));
        Assert.Equal(asked[2].Hash, first.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("?status=nonsense", 400)]
    [InlineData("?status=", 400)]
    [InlineData("?status=0", 400)]
    [InlineData("?limit=0", 400)]
    [InlineData("?limit=x", 400)]
    [InlineData("?cursor=%27%20OR%201", 400)]
    [InlineData("/nonsense", 404)]
    [InlineData("/00000000000070008000000000000001", 404)]
    [InlineData("/%2e%2e%2fpolicy", 404)]
    public async Task Question_ThatIsNotAcceptable_IsAProblem(string path, int status)
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.Client().AskAsync(Url + path);
        Assert.Equal(status, (int)answer.Status);
        Assert.NotNull(answer.Code);
    }

    [Fact]
    public async Task Approval_IsShownInFull_WithItsHashAsTheTag()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host, Asked.Hostile);

        var shown = await host.Client().AskAsync($"{Url}/{asked.Approval:N}");

        Assert.Equal($"\"{asked.Hash}\"", shown.Message.Headers.ETag?.Tag);
        var act = shown.Json.GetProperty("act");
        Assert.Equal(asked.Act.Arguments, act.GetProperty("arguments").GetString());
        Assert.Equal(("web.fetch", 1), (act.GetProperty("tool").GetString(), act.GetProperty("version").GetInt32()));
        Assert.Equal(["admin", "owner"], shown.Json.GetProperty("of").EnumerateArray().Select(one => one.GetString()));
        // On the wire nothing of it is raw, whoever prints it.
        var wire = await shown.Message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain('\u001b', wire);
        Assert.DoesNotContain('\u202e', wire);
    }

    [Fact]
    public async Task Decision_OfWhoIsAsked_IsTaken_AndMayBeRepeated()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);

        var first = await Asked.DecideAsync(host, asked, """{"verdict":"allow","note":"go on"}""");
        var again = await Asked.DecideAsync(host, asked, """{"verdict":"allow","note":"go on"}""");
        var other = await Asked.DecideAsync(host, asked, """{"verdict":"deny"}""");

        Assert.Equal((200, 200), ((int)first.Status, (int)again.Status));
        Assert.Equal("allowed", again.Text("status"));
        Assert.Equal((409, "already_decided"), ((int)other.Status, other.Code));
        var taken = Assert.Single(host.World.Decisions);
        Assert.Equal((true, TenantRole.Admin, "go on"), (taken.Allow, taken.Role, taken.Note));
    }

    [Theory]
    [InlineData(null, 428, "precondition_needed")]
    [InlineData("", 428, "precondition_needed")]
    [InlineData("\"0000\"", 412, "outdated")]
    [InlineData("*", 412, "outdated")]
    [InlineData("W/\"{hash}\"", 412, "outdated")]
    [InlineData("\"{hash}\", \"0000\"", 412, "outdated")]
    public async Task Decision_AboutAnotherAct_IsRefused(string? tag, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);
        tag = tag?.Replace("{hash}", asked.Hash, StringComparison.Ordinal) ?? "-";
        var answer = await Asked.DecideAsync(host, asked, """{"verdict":"allow"}""", tag);
        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        Assert.Empty(host.World.Decisions);
    }

    [Fact]
    public async Task Expired_IsAConflict()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);
        Asked.Put(host, asked, ApprovalStatus.Expired);
        var answer = await Asked.DecideAsync(host, asked, """{"verdict":"allow"}""");
        Assert.Equal((409, "approval_expired"), ((int)answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(ApiHost.Key, 403)]
    [InlineData(ApiHost.AuditorKey, 403)]
    [InlineData(ApiHost.ForeignKey, 404)]
    [InlineData("omk_nobody", 401)]
    public async Task Decision_OfWhoMayNot_IsRefused(string key, int status)
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);
        var answer = await Asked.DecideAsync(host, asked, """{"verdict":"allow"}""", key: key);
        Assert.Equal(status, (int)answer.Status);
        Assert.Empty(host.World.Decisions);
    }

    [Fact]
    public async Task Approval_OfAnotherWorkspaceOrTenant_IsNotThere()
    {
        await using var host = await ApiHost.StartAsync();
        var elsewhere = Asked.Open(host, workspace: host.Other);
        Assert.Equal(404, (int)(await host.Client().AskAsync($"{Url}/{elsewhere.Approval:N}")).Status);
        Assert.Equal(404, (int)(await Asked.DecideAsync(host, elsewhere, """{"verdict":"allow"}""")).Status);
        var foreign = host.Client(ApiHost.ForeignKey);
        Assert.Equal(404, (int)(await foreign.AskAsync($"{Url}/{Asked.Open(host).Approval:N}")).Status);
        Assert.Empty(Ids(await foreign.AskAsync(Url)));
        Assert.Empty(host.World.Decisions);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[]", 422)]
    [InlineData("null", 422)]
    [InlineData("{}", 422)]
    [InlineData("""{"verdict":null}""", 422)]
    [InlineData("""{"verdict":"ALLOW"}""", 422)]
    [InlineData("""{"verdict":["allow"]}""", 422)]
    [InlineData("""{"verdict":"deny","verdict":"allow"}""", 422)]
    [InlineData("""{"verdict":"allow","extra":1}""", 422)]
    [InlineData("""{"verdict":"allow","note":7}""", 422)]
    [InlineData("""{"verdict":"allow","note":"two\nlines"}""", 422)]
    [InlineData("""{"verdict":"deny","arguments":{}}""", 422)]
    [InlineData("""{"verdict":"allow","arguments":{"url":1,"url":2}}""", 422)]
    [InlineData("""{"verdict":"allow","arguments":{"url":1e999}}""", 422)]
    [InlineData("""{"verdict":"allow","arguments":{"url":"\ud800"}}""", 422)]
    public async Task Body_ThatIsNotAcceptable_IsRefused(string body, int status)
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await Asked.DecideAsync(host, Asked.Open(host), body);
        Assert.Equal(status, (int)answer.Status);
        Assert.NotNull(answer.Code);
        Assert.Empty(host.World.Decisions);
    }

    [Fact]
    public async Task Body_ThatIsTooLargeOrTooDeep_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);
        var text = new string('x', DecideApproval.ArgumentsBytesMax);
        var deep = new string('[', 500) + new string(']', 500);
        var note = new string('n', DecideApproval.NoteCharsMax + 1);
        string[] bodies =
        [
            $$$"""{"verdict":"allow","arguments":{"url":"{{{text}}}"}}""",
            $$$"""{"verdict":"allow","arguments":{"url":"{{{text}}}{{{text}}}"}}""",
            $$"""{"verdict":"allow","arguments":{{deep}}}""",
            $$"""{"verdict":"allow","note":"{{note}}"}""",
        ];
        var statuses = new List<int>();
        foreach (var body in bodies) statuses.Add((int)(await Asked.DecideAsync(host, asked, body)).Status);
        Assert.Equal([413, 413, 400, 422], statuses);
        Assert.Empty(host.World.Decisions);
    }

    [Fact]
    public async Task Edit_IsWhatIsDecided_AndOneThatDoesNotFitIsRefusedWithThePlace()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = Asked.Open(host);

        var bad = await Asked.DecideAsync(host, asked, """{"verdict":"allow","arguments":{"url": 5}}""");
        var good = await Asked.DecideAsync(
            host, asked, """{"verdict":"allow","arguments":{"url": "https://example.org/"}}""");

        Assert.Equal((422, "$.arguments"), ((int)bad.Status, bad.Text("field")));
        Assert.Contains("/url", bad.Text("detail"), StringComparison.Ordinal);
        var edited = good.Json.GetProperty("decision").GetProperty("edited");
        Assert.Equal("""{"url":"https://example.org/"}""", edited.GetProperty("arguments").GetString());
        Assert.Equal("""{"url":"https://example.org/"}""", Assert.Single(host.World.Decisions).Arguments);
    }

    private static IEnumerable<string?> Ids(Answer answer) =>
        answer.Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString());
}
