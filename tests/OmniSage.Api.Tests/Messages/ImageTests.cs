using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Messages;

public sealed class ImageTests
{
    private const string Png = "iVBORw0KGgoA";
    private static readonly string Hash = new('a', 64);

    [Theory]
    [InlineData("""[{"data":"PHN2Zz4="}]""", 422, "$.images[0].data")]
    [InlineData("""[{"data":"!"}]""", 422, "$.images[0].data")]
    [InlineData("""[{"data":null}]""", 422, "$.images[0].data")]
    [InlineData("""[{}]""", 422, "$.images[0].data")]
    [InlineData("""[null]""", 422, "$.images[0].data")]
    [InlineData("""["iVBORw0KGgoA"]""", 422, "$.images[0]")]
    [InlineData("""[{"data":"iVBORw0KGgoA"},{"data":"iVBORw0KGgoA","url":"http://a"}]""", 422, "$.images[1].url")]
    [InlineData("""{"data":"iVBORw0KGgoA"}""", 422, "$.images")]
    public async Task Picture_ThatIsNone_IsRefusedWithThePlace(string images, int status, string field)
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.Client().TellAsync(
            Url(host.OpenThread(), "messages"), $$"""{"text":"look","images":{{images}}}""");
        Assert.Equal((status, field), ((int)answer.Status, answer.Text("field")));
    }

    [Fact]
    public async Task Pictures_AreBounded_InNumberAndBytes()
    {
        await using var host = await ApiHost.StartAsync();
        var url = Url(host.OpenThread(), "messages");
        var large = Convert.ToBase64String([.. Convert.FromBase64String(Png), .. new byte[MessageImage.BytesMax]]);
        var half = Convert.ToBase64String([.. Convert.FromBase64String(Png), .. new byte[3 << 20]]);

        var many = await host.Client().TellAsync(url, Body(Enumerable.Repeat(Png, MessageImage.CountMax + 1)));
        var one = await host.Client().TellAsync(url, Body([Png, large]));
        var all = await host.Client().TellAsync(url, Body([half, half, half]));

        Assert.Equal((422, "$.images"), ((int)many.Status, many.Text("field")));
        Assert.Equal((413, "$.images[1].data"), ((int)one.Status, one.Text("field")));
        Assert.Equal((413, "$.images"), ((int)all.Status, all.Text("field")));
        Assert.Equal(202, (int)(await host.Client().TellAsync(url, Body([half, Png]))).Status);
        Assert.Equal([half, Png], host.World.Pictures.Select(one => Convert.ToBase64String(one.Content.AsSpan())));
    }

    [Fact]
    public async Task Picture_IsShownToWhoMaySeeTheThread_AsNothingThatRuns()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        host.World.Images.Kept[(thread.Id, Hash)] = ("image/webp", [1, 2, 3]);

        using var shown = await host.Client(ApiHost.AuditorKey).GetAsync(
            new Uri(Url(thread, $"images/{Hash}"), UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("image/webp", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            [1, 2, 3], await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("nosniff", Assert.Single(shown.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("sandbox", Assert.Single(shown.Headers.GetValues("Content-Security-Policy")));
        foreach (var (key, other, hash) in new[]
        {
            (ApiHost.ForeignKey, thread, Hash),
            (ApiHost.Key, host.OpenThread(), Hash),
            (ApiHost.Key, host.OpenThread(host.Other), Hash),
            (ApiHost.Key, thread, "nonsense"),
        })
        {
            Assert.Equal(404, (int)(await host.Client(key).AskAsync(Url(other, $"images/{hash}"))).Status);
        }
    }

    private static string Url(FakeThread thread, string what) =>
        $"/api/v1/workspaces/default/threads/{thread.Id.Value:N}/{what}";

    private static string Body(IEnumerable<string> images) => $$"""
        {"text":"look","images":[{{string.Join(',', images.Select(data => $$"""{"data":"{{data}}"}"""))}}]}
        """;
}
