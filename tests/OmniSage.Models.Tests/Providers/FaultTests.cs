using OmniSage.Models.Settings;
using static OmniSage.Models.Tests.Providers.Providers;

namespace OmniSage.Models.Tests.Providers;

/// <summary>What becomes of each way in which a provider can fail, from the bytes on the wire.</summary>
public sealed class FaultTests
{
    public static TheoryData<string> Protocols => Providers.Protocols;

    public static TheoryData<int, string, string, bool, bool> Statuses { get; } = new()
    {
        { 400, "", ModelErrors.RequestRefused, false, false },
        { 400, "This model's maximum context length is 8192 tokens", ModelErrors.ContextTooLong, false, false },
        { 400, "prompt is too long: 210000 tokens", ModelErrors.ContextTooLong, false, false },
        { 400, "zzz is not a valid model ID", ModelErrors.NotFound, false, true },
        { 400, "Your credit balance is too low", ModelErrors.NoCredit, false, true },
        { 401, "", ModelErrors.KeyRefused, false, true },
        { 402, "", ModelErrors.NoCredit, false, true },
        { 403, "", ModelErrors.KeyRefused, false, true },
        { 404, "model 'zzz' not found", ModelErrors.NotFound, false, true },
        { 408, "", ModelErrors.TimedOut, true, true },
        { 413, "", ModelErrors.ContextTooLong, false, false },
        { 422, "", ModelErrors.RequestRefused, false, false },
        { 429, "", ModelErrors.RateLimited, true, true },
        { 500, "", ModelErrors.Unavailable, true, true },
        { 503, "", ModelErrors.Unavailable, true, true },
        { 529, "Overloaded", ModelErrors.Unavailable, true, true },
    };

    [Theory, MemberData(nameof(Statuses))]
    public async Task Status_IsToldApart(int status, string message, string code, bool retryable, bool movesOn)
    {
        foreach (var protocol in Protocols)
        {
            var fault = await FaultOfAsync(
                ModelCharacters.Failing(status, message), protocol, options: new() { RetryAfterMax = TimeSpan.Zero });
            Assert.Equal((code, retryable, movesOn), (fault.Code, fault.Retryable, fault.MovesOn));
            Assert.StartsWith("first ", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Error_QuotesWhatTheProviderSays_WithoutTheKeyOrControlCharacters()
    {
        var fault = await FaultOfAsync(
            ModelCharacters.Failing(400, $"Bad \\u001b[31m\\n key {Key} and sk-proj-abcdefgh123 here"), "openai");
        Assert.Equal("first refuses the request (400): Bad [31m key *** and *** here", fault.Message);
    }

    [Fact]
    public async Task Error_IsShort()
    {
        var fault = await FaultOfAsync(ModelCharacters.Failing(400, new string('x', 15_000)), "openai");
        Assert.InRange(fault.Message.Length, 200, 260);
        Assert.EndsWith("…", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Overloaded","code":502}}""", ModelErrors.Unavailable)]
    [InlineData("""{"error":{"message":"slow down","code":"429"}}""", ModelErrors.RateLimited)]
    [InlineData("""{"error":"hunter2-secret-key is odd"}""", ModelErrors.Unavailable)]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"x"}}""", ModelErrors.Unavailable)]
    [InlineData("""{"type":"error","error":{"type":"authentication_error","message":"x"}}""", ModelErrors.KeyRefused)]
    public async Task Error_InAStream_IsOne_AndABrokenAnswerWhereSomethingWasSaid(string data, string code)
    {
        foreach (var protocol in Protocols)
        {
            Assert.Equal(code, (await AfterAsync(said: null)).Code);
            var broken = await AfterAsync(said: "So far");
            Assert.Equal(ModelErrors.BrokeOff, broken.Code);
            Assert.DoesNotContain("hunter2", broken.Message, StringComparison.Ordinal);

            Task<ModelFaultException> AfterAsync(string? said) => FaultOfAsync(
                async (_, reply) =>
                {
                    await reply.BeginAsync();
                    if (said is not null) await reply.SayAsync(said);
                    await reply.DataAsync(data);
                    await reply.EndAsync();
                },
                protocol,
                options: new() { RetryAfterMax = TimeSpan.Zero });
        }
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Stream_ThatIsCut_BrokeOff(string protocol)
    {
        var cut = await FaultOfAsync(ModelCharacters.Cutting("So far"), protocol);
        var stopped = await FaultOfAsync(ModelCharacters.Stopping("So far"), protocol);
        Assert.Equal((ModelErrors.BrokeOff, ModelErrors.BrokeOff), (cut.Code, stopped.Code));
        Assert.Equal("first broke its answer off.", stopped.Message);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Garbage_IsNoAnswer(string protocol)
    {
        Assert.Equal(ModelErrors.Garbled, (await FaultOfAsync(ModelCharacters.Garbage(), protocol)).Code);
        Assert.Equal(ModelErrors.BrokeOff, (await FaultOfAsync(ModelCharacters.NoHttp(), protocol)).Code);
        var page = await FaultOfAsync(
            (_, reply) => reply.StatusAsync(200, "<html>", type: "text/html"), protocol);
        Assert.Equal(ModelErrors.Garbled, page.Code);
        Assert.Contains("text/html", page.Message, StringComparison.Ordinal);
        var half = await FaultOfAsync((_, reply) => reply.StatusAsync(200, "{\"choices\":"), protocol);
        Assert.Equal(ModelErrors.Garbled, half.Code);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Text_ThatIsHalfACharacter_IsNoAnswer(string protocol)
    {
        var fault = await FaultOfAsync(
            async (_, reply) =>
            {
                await reply.BeginAsync();
                await reply.DataAsync("""{"choices":[{"delta":{"content":"\ud83d"}}]}""");
                await reply.DataAsync(
                    """{"type":"content_block_delta","delta":{"type":"text_delta","text":"\ud83d"}}""");
                await reply.EndAsync();
            },
            protocol);
        Assert.Equal(ModelErrors.Garbled, fault.Code);
    }

    [Theory]
    [InlineData("openai", true)]
    [InlineData("openai", false)]
    [InlineData("anthropic", true)]
    [InlineData("anthropic", false)]
    public async Task HundredMegabytes_AreReadNoFurtherThanAnswerBytesMax(string protocol, bool inOneEvent)
    {
        var fault = await FaultOfAsync(
            ModelCharacters.Huge(inOneEvent), protocol, options: new() { AnswerBytesMax = 1 << 20 });
        Assert.Equal(ModelErrors.Garbled, fault.Code);
        Assert.Contains("longer than 1048576 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Endless_EndsAtAnswerBytesMax(string protocol)
    {
        var fault = await FaultOfAsync(
            ModelCharacters.Endless("and so on, "), protocol, options: new() { AnswerBytesMax = 64 << 10 });
        Assert.Equal(ModelErrors.Garbled, fault.Code);
    }

    [Theory]
    [InlineData(null, "1.5")]
    [InlineData("So far", "2.5")]
    public async Task Silence_EndsWhenItLastsTooLong(string? said, string seconds)
    {
        foreach (var protocol in Protocols)
        {
            var time = new TestClock();
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var server = new ModelServer(async (request, reply) =>
            {
                if (said is not null) await reply.SayAsync(said);
                reached.SetResult();
                await ModelCharacters.Hanging()(request, reply);
            });
            var link = Link(server, protocol);
            (link.FirstByteTimeMax, link.IdleTimeMax) = (TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.5));
            using var chain = Chain(new ModelOptions(), time, link);
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (said is null) heard.SetResult();
            var asking = HearAsync(chain, heard);
            await Task.WhenAll(reached.Task, heard.Task);
            while (!asking.IsCompleted)
            {
                time.AdvanceToNext();
                await Task.Yield();
            }

            var fault = await Assert.ThrowsAsync<ModelFaultException>(() => asking);
            Assert.Equal(ModelErrors.TimedOut, fault.Code);
            Assert.Equal($"first: 127.0.0.1 sent nothing for {seconds} s.", fault.Message);
        }
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Nobody_IsUnreachable(string protocol)
    {
        LinkOptions link;
        await using (var server = new ModelServer(ModelCharacters.Instant("x"))) link = Link(server, protocol);
        using var chain = Chain(link);
        var fault = await FaultAsync(chain);
        Assert.Equal((ModelErrors.Unreachable, "first: 127.0.0.1 cannot be reached."), (fault.Code, fault.Message));
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Redirect_IsNotFollowed_AndTheKeyStays(string protocol)
    {
        await using var other = new ModelServer(ModelCharacters.Instant("stolen"));
        var fault = await FaultOfAsync(
            (_, reply) => reply.StatusAsync(307, "", $"Location: {other.Url}/chat/completions\r\n"), protocol);
        Assert.Equal(ModelErrors.NotFound, fault.Code);
        Assert.Empty(other.Requests);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Nothing_IsNoAnswer(string protocol)
    {
        var empty = await FaultOfAsync(ModelCharacters.Instant(), protocol);
        Assert.Equal((ModelErrors.Empty, "first answered with nothing."), (empty.Code, empty.Message));
        var spent = await FaultOfAsync(
            async (request, reply) =>
            {
                await reply.ThinkAsync("Hm.");
                await reply.EndAsync(request.IsAnthropic ? "max_tokens" : "length");
            },
            protocol);
        Assert.Contains("used all tokens", spent.Message, StringComparison.Ordinal);
    }

    private static async Task HearAsync(IChatClient chain, TaskCompletionSource heard)
    {
        await foreach (var update in chain.GetStreamingResponseAsync(
            "hello", null, TestContext.Current.CancellationToken))
        {
            if (update.Text.Length > 0) heard.TrySetResult();
        }
    }
}
