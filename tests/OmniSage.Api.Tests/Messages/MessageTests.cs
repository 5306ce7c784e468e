using System.Net;
using System.Text;
using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Messages;

public sealed class MessageTests
{
    [Theory]
    [InlineData("""{"text":""", 400, "malformed_json", null)]
    [InlineData("""{"text":"a"} x""", 400, "malformed_json", null)]
    [InlineData("nonsense", 400, "malformed_json", null)]
    [InlineData("", 400, "malformed_json", null)]
    [InlineData("[]", 422, "invalid_field", "$")]
    [InlineData("null", 422, "invalid_field", "$")]
    [InlineData("{}", 422, "invalid_field", "$.text")]
    [InlineData("""{"text":null}""", 422, "invalid_field", "$.text")]
    [InlineData("""{"text":5}""", 422, "invalid_field", "$.text")]
    [InlineData("""{"text":""}""", 422, "invalid_field", "$.text")]
    [InlineData("""{"text":"\ud800"}""", 422, "invalid_field", "$.text")]
    [InlineData("""{"text":"a","text":"b"}""", 422, "invalid_field", "$.text")]
    [InlineData("""{"text":"a","urgent":true}""", 422, "invalid_field", "$.urgent")]
    [InlineData("""{"text":"a","mode":"fast"}""", 422, "invalid_field", "$.mode")]
    [InlineData("""{"text":"a","mode":"steer, queue"}""", 422, "invalid_field", "$.mode")]
    [InlineData("""{"text":"a","mode":"steer,"}""", 422, "invalid_field", "$.mode")]
    [InlineData("""{"text":"a","mode":" steer"}""", 422, "invalid_field", "$.mode")]
    [InlineData("""{"text":"a","mode":"1"}""", 422, "invalid_field", "$.mode")]
    [InlineData("""{"text":"a","mode":1}""", 422, "invalid_field", "$.mode")]
    [InlineData("""{"text":"a","clientId":""}""", 422, "invalid_field", "$.clientId")]
    public async Task Body_ThatIsWrong_IsRefusedWithThePlace(string body, int status, string code, string? field)
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();

        var answer = await host.Client().TellAsync(Url(thread), body);

        Assert.Equal((status, code, field), ((int)answer.Status, answer.Code, answer.Text("field")));
        Assert.Equal(status == 400, answer.Text("line") is not null);
    }

    [Fact]
    public async Task Body_OfAnotherType_Is415()
    {
        await using var host = await ApiHost.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, Url(host.OpenThread()))
        {
            Content = new StringContent("""{"text":"a"}""", Encoding.UTF8, "text/plain"),
        };

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await host.Client().AskAsync(request)).Status);
    }

    [Fact]
    public async Task Text_OfAnyUnicode_ComesBackByteForByte()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var text = "\0\u0001\b\t\n\r\u001b\"\\/\u007f\u0085é\u2028\u2029\ufeff\uffff😀" + new string('\0', 1000);

        var answer = await host.Client().TellAsync(Url(thread), JsonSerializer.Serialize(new { text }));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var location = answer.Message.Headers.Location?.ToString();
        Assert.EndsWith($"/runs/{answer.Text("run")}", location, StringComparison.Ordinal);
        var page = await host.Client().AskAsync($"/api/v1/workspaces/default/threads/{thread.Id.Value:N}/events");
        var message = page.Json.GetProperty("items")[1].GetProperty("payload");
        Assert.Equal(text, message.GetProperty("text").GetString());
        await using var frames = await Frames.OpenAsync(
            host.Client(), $"/api/v1/workspaces/default/threads/{thread.Id.Value:N}/events");
        var frame = (await frames.TakeAsync(2))[1];
        Assert.Equal(text, frame.Data.GetProperty("payload").GetProperty("text").GetString());
    }

    [Fact]
    public async Task ClientId_AtItsLimit_IsTaken_AndOneCharacterMoreIsNot()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var client = host.Client();
        var id = new string('x', IncomingMessage.ClientIdCharsMax);
        var most = await client.TellAsync(Url(thread), $$"""{"text":"a","clientId":"{{id}}"}""");
        var tooMuch = await client.TellAsync(Url(thread), $$"""{"text":"a","clientId":"{{id}}x"}""");
        Assert.Equal(HttpStatusCode.Accepted, most.Status);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "$.clientId"), (tooMuch.Status, tooMuch.Text("field")));
    }

    [Fact]
    public async Task Text_AtItsLimit_IsTaken_AndOneByteMoreIsNot()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var client = host.Client();
        var escaped = string.Concat(Enumerable.Repeat("\\u0000", IncomingMessage.TextBytesMax));

        var most = await client.TellAsync(Url(thread), $$"""{"text":"{{escaped}}"}""");
        var tooMuch = await client.TellAsync(Url(thread), $$"""{"text":"{{escaped}}a"}""");
        var wide = await client.TellAsync(
            Url(thread), $$"""{"text":"{{new string('€', IncomingMessage.TextBytesMax / 3 + 1)}}"}""");
        var huge = await client.TellAsync(Url(thread), new string(' ', 13_000_000));

        Assert.Equal(HttpStatusCode.Accepted, most.Status);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "$.text"), (tooMuch.Status, tooMuch.Text("field")));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, wide.Status);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (huge.Status, huge.Code));
    }

    [Fact]
    public async Task Message_Repeated_AnswersTheSame_AndSpeaksForItsTenant()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        const string Body = """{"text":"once","clientId":"m1","mode":"queue"}""";

        var first = await host.Client().TellAsync(Url(thread), Body);
        var second = await host.Client().TellAsync(Url(thread), Body);

        Assert.Equal(first.Json.ToString(), second.Json.ToString());
        Assert.Single(host.World.Log.All, recorded => recorded.Type is "message.received");
        Assert.All(host.World.Claims, claim => Assert.Equal(host.Tenant.Text, claim));
    }

    [Theory]
    [InlineData(ErrorCodes.LimitReached, 429)]
    [InlineData(ErrorCodes.StorageUnavailable, 503)]
    [InlineData(ErrorCodes.NotFound, 404)]
    [InlineData(ErrorCodes.WrongTenant, 404)]
    [InlineData(ErrorCodes.InvalidArgument, 422)]
    [InlineData(ErrorCodes.JournalCorrupt, 500)]
    public async Task Fault_OfAGrain_IsAProblem(string code, int status)
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        host.World.Fault = new OmniSageException(code, "A sentence.");

        Assert.Equal(status, (int)(await host.Client().TellAsync(Url(thread), """{"text":"a"}""")).Status);
    }

    [Fact]
    public async Task Fault_ThatNobodyForesaw_TellsNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        host.World.Fault = new InvalidOperationException("the secret inside");

        var answer = await host.Client().TellAsync(Url(thread), """{"text":"a"}""");

        Assert.Equal((500, "internal"), ((int)answer.Status, answer.Code));
        Assert.DoesNotContain("secret", answer.Json.ToString(), StringComparison.Ordinal);
    }

    private static string Url(FakeThread thread) => $"/api/v1/workspaces/default/threads/{thread.Id.Value:N}/messages";
}
