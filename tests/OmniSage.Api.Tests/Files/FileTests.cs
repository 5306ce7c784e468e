using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Files;

public sealed class FileTests
{
    private const string Url = "/api/v1/workspaces/default/files";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_IsPutReadReplacedAndRemoved()
    {
        await using var host = await ApiHost.StartAsync();
        var client = host.Client();

        var created = await PutAsync(client, "out/a.html", "<b>1</b>");
        var replaced = await PutAsync(client, "out/a.html", "<b>22</b>");
        using var read = await client.GetAsync($"{Url}/out/a.html", Ct);
        var record = await client.AskAsync($"{Url}/out/a.html?info=true");
        var removed = await client.AskAsync(new HttpRequestMessage(HttpMethod.Delete, $"{Url}/out/a.html"));
        var again = await client.AskAsync(new HttpRequestMessage(HttpMethod.Delete, $"{Url}/out/a.html"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.Status, replaced.Status));
        Assert.Equal("<b>22</b>", await read.Content.ReadAsStringAsync(Ct));
        Assert.Equal("attachment; filename=\"a.html\"; filename*=UTF-8''a.html", read.Content.Headers
            .GetValues("Content-Disposition").Single());
        Assert.Equal(["nosniff"], read.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["sandbox"], read.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal($"\"{record.Text("sha256")}\"", read.Headers.ETag?.Tag);
        Assert.Equal(replaced.Message.Headers.ETag, record.Message.Headers.ETag);
        Assert.Equal(("out/a.html", "9", host.Member.Account.Value.ToString("N")),
            (record.Text("path"), record.Text("bytes"), record.Text("by")));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (removed.Status, again.Status));
        Assert.Equal(HttpStatusCode.NotFound, (await client.AskAsync($"{Url}/out/a.html")).Status);
    }

    [Fact]
    public async Task Files_AreListedByPath_PartByPart()
    {
        await using var host = await ApiHost.StartAsync();
        var client = host.Client();
        foreach (var path in new[] { "b", "a%25b", "a/x%20y" }) await PutAsync(client, path, "1");

        var page = await client.AskAsync($"{Url}?limit=2");
        var rest = await client.AskAsync($"{Url}?limit=2&cursor={Uri.EscapeDataString(page.Text("next")!)}");

        Assert.Equal(["a%b", "a/x y"], Paths(page));
        Assert.Equal(["b"], Paths(rest));
        Assert.Null(rest.Text("next"));
        Assert.Equal("invalid_parameter", (await client.AskAsync($"{Url}?cursor=../a")).Code);
    }

    [Theory]
    [InlineData(null, "*", 412)]
    [InlineData("{0}", null, 200)]
    [InlineData("*", null, 200)]
    [InlineData("\"other\"", null, 412)]
    [InlineData("W/{0}", null, 412)]
    [InlineData("nonsense", null, 412)]
    [InlineData(null, "{0}", 412)]
    [InlineData(null, "\"other\"", 200)]
    [InlineData(null, "nonsense", 412)]
    public async Task Put_UnderACondition_HappensWhenItIsMet(string? ifMatch, string? ifNoneMatch, int status)
    {
        await using var host = await ApiHost.StartAsync();
        var client = host.Client();
        var tag = (await PutAsync(client, "a", "old")).Message.Headers.ETag!.Tag;

        var answer = await PutAsync(client, "a", "new", Tag(ifMatch), Tag(ifNoneMatch));

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(status is 200 ? "new" : "old", await client.GetStringAsync($"{Url}/a", Ct));

        string? Tag(string? text) => text?.Replace("{0}", tag, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_OfWhatIsNotThere_MeetsItsCondition()
    {
        await using var host = await ApiHost.StartAsync();
        var client = host.Client();

        Assert.Equal(412, (int)(await PutAsync(client, "a", "1", ifMatch: "*")).Status);
        Assert.Equal(201, (int)(await PutAsync(client, "a", "1", ifNoneMatch: "*")).Status);
        using var remove = new HttpRequestMessage(HttpMethod.Delete, $"{Url}/a");
        remove.Headers.TryAddWithoutValidation("If-Match", "\"other\"");
        Assert.Equal("outdated", (await client.AskAsync(remove)).Code);
        Assert.Single(host.World.Artifacts.Files);
    }

    [Theory]
    [InlineData("*", null, false, 503)]
    [InlineData(null, "*", true, 503)]
    [InlineData(null, null, false, 200)]
    public async Task Put_WhileTheFileChanges_IsRefusedWhereItIsGuarded(
        string? ifMatch, string? ifNoneMatch, bool isNew, int status)
    {
        await using var host = await ApiHost.StartAsync();
        var other = await PutAsync(host.Client(), "a", "other");
        var file = host.World.Artifacts.Files.Single();
        if (isNew) host.World.Artifacts.Files.Clear();
        host.World.Artifacts.Meanwhile = () =>
            host.World.Artifacts.Files[file.Key] = file.Value with { Sha256 = new string('a', 64) };

        var answer = await PutAsync(host.Client(), "a", "mine", ifMatch, ifNoneMatch);

        Assert.Equal(HttpStatusCode.Created, other.Status);
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(status is 503, host.World.Artifacts.Files.Single().Value.Sha256 == new string('a', 64));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_OfTooMany_Is413(bool saysItsLength)
    {
        await using var host = await ApiHost.StartAsync();
        host.Services.GetRequiredService<IOptions<ApiOptions>>().Value.FileBytesMax = 1024;

        var fits = await PutAsync(host.Client(), "a", new string('a', 1024), saysItsLength: saysItsLength);
        var tooLarge = await PutAsync(host.Client(), "b", new string('a', 1025), saysItsLength: saysItsLength);

        Assert.Equal(HttpStatusCode.Created, fits.Status);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (tooLarge.Status, tooLarge.Code));
        Assert.Equal("At most 1024 bytes are taken.", tooLarge.Text("detail"));
        Assert.Single(host.World.Artifacts.Files);
    }

    [Fact]
    public async Task Put_OfMoreThanTheServersOwnBound_IsTaken()
    {
        await using var host = await ApiHost.StartAsync();
        host.Services.GetRequiredService<IOptions<ApiOptions>>().Value.FileBytesMax = 40_000_000;
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(host.Client(), "a", new string('a', 31_000_000))).Status);
    }

    [Fact]
    public async Task File_OfAnotherTenantOrWorkspace_IsNotThere()
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host.Client(), "a", "1");

        var foreign = await host.Client(ApiHost.ForeignKey).AskAsync($"{Url}/a");
        var other = await host.Client().AskAsync("/api/v1/workspaces/other/files/a");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.Status, other.Status));
        Assert.Empty(Paths(await host.Client(ApiHost.ForeignKey).AskAsync(Url)));
    }

    [Fact]
    public async Task Content_ThatIsGone_Is410_AndInfoStays()
    {
        await using var host = await ApiHost.StartAsync();
        var put = await PutAsync(host.Client(), "a", "1");
        host.World.Artifacts.Collect(host.Tenant, put.Text("sha256")!);

        Assert.Equal("content_gone", (await host.Client().AskAsync($"{Url}/a")).Code);
        Assert.Equal(HttpStatusCode.OK, (await host.Client().AskAsync($"{Url}/a?info=true")).Status);
        Assert.Equal("invalid_parameter", (await host.Client().AskAsync($"{Url}/a?info=yes")).Code);
    }

    private static Task<Answer> PutAsync(
        HttpClient client,
        string path,
        string content,
        string? ifMatch = null,
        string? ifNoneMatch = null,
        bool saysItsLength = true)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Url}/{path}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)),
        };
        request.Headers.TransferEncodingChunked = !saysItsLength;
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return client.AskAsync(request);
    }

    private static IEnumerable<string?> Paths(Answer page) =>
        page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("path").GetString());
}
