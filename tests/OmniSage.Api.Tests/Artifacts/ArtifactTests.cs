using System.Net;
using System.Net.Http.Headers;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Artifacts;

public sealed class ArtifactTests
{
    private const string Url = "/api/v1/workspaces/default/artifacts";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Artifacts_AreListedNewestFirst_AndByRun()
    {
        await using var host = await ApiHost.StartAsync();
        var first = host.World.Artifacts.Add(host.Workspace.Id, "a.txt", "a"u8.ToArray());
        var second = host.World.Artifacts.Add(host.Workspace.Id, "b.txt", "b"u8.ToArray());
        host.World.Artifacts.Add(host.Other.Id, "c.txt", "c"u8.ToArray());
        var client = host.Client(ApiHost.AuditorKey);

        var page = await client.AskAsync($"{Url}?limit=1");
        var rest = await client.AskAsync($"{Url}?limit=1&cursor={page.Text("next")}");
        var ofRun = await client.AskAsync($"{Url}?run={first.Run:N}");

        Assert.Equal([second.Id.ToString("N")], Ids(page));
        Assert.Equal([first.Id.ToString("N")], Ids(rest));
        Assert.Null(rest.Text("next"));
        Assert.Equal([first.Id.ToString("N")], Ids(ofRun));
    }

    [Fact]
    public async Task Artifact_SaysWhatItIs_AndWhereItComesFrom()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "out/a.txt", "abc"u8.ToArray());

        var answer = await host.Client().AskAsync($"{Url}/{artifact.Id:N}");

        Assert.Equal(
            ("out/a.txt", artifact.Sha256, "3", "text/plain", "files.publish", artifact.Run.ToString("N")),
            (answer.Text("path"), answer.Text("sha256"), answer.Text("bytes"), answer.Text("mediaType"),
                answer.Text("tool"), answer.Text("run")));
        var labels = answer.Json.GetProperty("labels");
        Assert.Equal("tool", labels.GetProperty("trust").GetString());
        Assert.Equal(artifact.Labels.Sources[0].ToString("N"), labels.GetProperty("sources")[0].GetString());
    }

    [Fact]
    public async Task Content_IsADownload_ThatNoBrowserRenders()
    {
        await using var host = await ApiHost.StartAsync();
        var html = "<script>alert(1)</script>"u8.ToArray();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "a.html", html, "text/html");

        using var response = await host.Client().GetAsync($"{Url}/{artifact.Id:N}/content", Ct);

        Assert.Equal(html, await response.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["sandbox"], response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal($"\"{artifact.Sha256}\"", response.Headers.ETag?.Tag);
    }

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("W/{0}", 304)]
    [InlineData("\"other\", {0}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("nonsense", 200)]
    public async Task Content_OfAKnownTag_IsNotSentAgain(string tag, int status)
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "a.txt", "abc"u8.ToArray());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Url}/{artifact.Id:N}/content");
        request.Headers.TryAddWithoutValidation(
            "If-None-Match", tag.Replace("{0}", $"\"{artifact.Sha256}\"", StringComparison.Ordinal));

        using var response = await host.Client().SendAsync(request, Ct);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal($"\"{artifact.Sha256}\"", response.Headers.ETag?.Tag);
        Assert.Equal(status is 200 ? 3 : 0, (await response.Content.ReadAsByteArrayAsync(Ct)).Length);
    }

    [Fact]
    public async Task Content_ThatIsGone_Is410_AndTheRecordStays()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "a.txt", "abc"u8.ToArray());
        host.World.Artifacts.Collect(host.Tenant, artifact.Sha256);

        var content = await host.Client().AskAsync($"{Url}/{artifact.Id:N}/content");
        var record = await host.Client().AskAsync($"{Url}/{artifact.Id:N}");

        Assert.Equal((HttpStatusCode.Gone, "content_gone"), (content.Status, content.Code));
        Assert.Equal(HttpStatusCode.OK, record.Status);
    }

    [Fact]
    public async Task Artifact_OfAnotherTenantOrWorkspace_Is404()
    {
        await using var host = await ApiHost.StartAsync();
        var own = host.World.Artifacts.Add(host.Workspace.Id, "a.txt", "abc"u8.ToArray());
        var other = host.World.Artifacts.Add(host.Other.Id, "a.txt", "abc"u8.ToArray());
        foreach (var path in new[] { "", "/content" })
        {
            var byStranger = await host.Client(ApiHost.ForeignKey).AskAsync($"{Url}/{own.Id:N}{path}");
            var elsewhere = await host.Client().AskAsync($"{Url}/{other.Id:N}{path}");
            var malformed = await host.Client().AskAsync($"{Url}/{own.Id}{path}");
            Assert.All([byStranger, elsewhere, malformed], answer => Assert.Equal("not_found", answer.Code));
        }

        Assert.Empty(Ids(await host.Client(ApiHost.ForeignKey).AskAsync(Url)));
    }

    [Theory]
    [InlineData("?run=me")]
    [InlineData("?cursor=a.txt")]
    [InlineData("?limit=201")]
    public async Task List_WithAWrongParameter_Is400(string query)
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal("invalid_parameter", (await host.Client().AskAsync(Url + query)).Code);
    }

    [Theory]
    [InlineData("a b.txt", "a b.txt")]
    [InlineData("out/deep/a.txt", "a.txt")]
    [InlineData("C:\\out\\a.txt", "a.txt")]
    [InlineData("x\"; filename=\"evil.exe", "x_; filename=_evil.exe")]
    [InlineData("a\r\nSet-Cookie: a=b", "a__Set-Cookie_ a=b")]
    [InlineData("photo\u202egnp.exe", "photo_gnp.exe")]
    [InlineData("Grüße 🌍.txt", "Grüße 🌍.txt")]
    [InlineData("a%0d%0a.txt", "a_0d_0a.txt")]
    [InlineData("half\ufffd.txt", "half_.txt")]
    [InlineData("..", "file")]
    [InlineData("a/", "file")]
    [InlineData("nul\0.txt", "nul_.txt")]
    public async Task Content_UnderAHostileName_IsSavedUnderAHarmlessOne(string path, string name)
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, path, "abc"u8.ToArray());

        using var response = await host.Client().GetAsync($"{Url}/{artifact.Id:N}/content", Ct);

        var header = Assert.Single(response.Content.Headers.GetValues("Content-Disposition"));
        var disposition = ContentDispositionHeaderValue.Parse(header);
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal(name, disposition.FileNameStar);
        Assert.All(disposition.FileName!.Trim('"'), letter => Assert.InRange(letter, ' ', '~'));
        Assert.Equal(3, header.Split(';').Length - name.Count(letter => letter is ';'));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Content_UnderAVeryLongName_IsSavedUnderAShorterOne()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, new string('ü', 4_000), "abc"u8.ToArray());

        using var response = await host.Client().GetAsync($"{Url}/{artifact.Id:N}/content", Ct);

        Assert.Equal(new string('ü', 127), response.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Content_OfAnUnreadableType_IsPlainBytes()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "a", "abc"u8.ToArray(), "text/html\r\nX: y");

        using var response = await host.Client().GetAsync($"{Url}/{artifact.Id:N}/content", Ct);

        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.ToString());
    }

    private static IEnumerable<string?> Ids(Answer page) =>
        page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
}
