using System.Threading.Channels;
using OmniSage.Testing.Models;

namespace OmniSage.EndToEnd.Tests.Models;

/// <summary>Whatever a provider does, a conversation ends in a state that people see and that is right.</summary>
public sealed class ModelTests(ModelSilo silo) : IClassFixture<ModelSilo>
{
    private const int PromptBytesMax = 4 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the first provider does, and the code of its failure.</summary>
    public static TheoryData<string, string> Failures { get; } = new()
    {
        { "429", "model_rate_limited" },
        { "500", "model_unavailable" },
        { "401", "model_key_refused" },
        { "cut", "model_broke_off" },
        { "stopped", "model_broke_off" },
        { "garbage", "model_garbled" },
        { "nothing", "model_empty" },
    };

    [Fact]
    public async Task Hello_IsAPromptUnderFourKilobytes_WithItsTools()
    {
        (silo.First.Character, silo.Second.Character) = (ModelCharacters.Failing(500), ModelCharacters.Instant("Hi."));
        await using var talk = await silo.OpenAsync();
        await talk.AnswerAsync((await talk.SendAsync("hello")).Run);
        var (openAi, anthropic) = (silo.First.Requests.Last(), silo.Second.Requests.Last());
        Assert.Contains("\"task_delegate\"", openAi.Text, StringComparison.Ordinal);
        Assert.Contains("\"memory_recall\"", anthropic.Text, StringComparison.Ordinal);
        // Nobody has asked anything that it could pass an answer to.
        Assert.DoesNotContain("\"task_answer\"", openAi.Text, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage($"A prompt: {openAi.Body.Length} and {anthropic.Body.Length} bytes.");
        Assert.InRange(openAi.Body.Length, 1, PromptBytesMax);
        Assert.InRange(anthropic.Body.Length, 1, PromptBytesMax);
    }

    [Fact]
    public async Task Picture_ReachesEitherProvider_AndIsShownToWhoMaySeeTheThread()
    {
        silo.First.Character = ModelCharacters.Failing(500);
        silo.Second.Character = ModelCharacters.Instant("A dot.");
        byte[] png = [0x89, .. "PNG\r\n\x1a\n"u8, 1, 2, 3];
        await using var talk = await silo.OpenAsync();
        var receipt = await silo.Client.ShowAsync(talk.Watch.Thread, "What is this?", [png], Ct);
        Assert.Equal("A dot.", await talk.AnswerAsync(receipt.Run));

        var data = Convert.ToBase64String(png);
        Assert.Contains(
            $"\"url\":\"data:image/png;base64,{data}\"", silo.First.Requests.Last().Text, StringComparison.Ordinal);
        Assert.Contains($"\"data\":\"{data}\"", silo.Second.Requests.Last().Text, StringComparison.Ordinal);
        var image = Assert.Single((await talk.FirstAsync("message.received", _ => true)).Payload
            .GetProperty("images").EnumerateArray());
        using var shown = await silo.Client.GetRawAsync(
            $"threads/{talk.Watch.Thread}/images/{image.GetProperty("sha256")}", Ct);
        Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal(png, await shown.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Failure_IsTakenOver_AndTheRunSaysSo(string way, string code)
    {
        silo.First.Character = CharacterOf(way);
        silo.Second.Character = ModelCharacters.Instant("From ", "the second.");
        await using var talk = await silo.OpenAsync();
        var run = (await talk.SendAsync("hello")).Run;
        Assert.Equal("From the second.", await talk.AnswerAsync(run));
        var responded = await talk.InRunAsync(run, "model.responded");
        Assert.Equal(("second", "From the second."), (responded.Get("provider"), responded.Get("text")));
        var failed = Assert.Single(responded.Payload.GetProperty("tries").EnumerateArray());
        Assert.Equal(
            ("first", "model-0", code),
            (failed.GetProperty("provider").GetString(), failed.GetProperty("model").GetString(),
                failed.GetProperty("code").GetString()));
        AssertHoldsNoKey(talk);
    }

    [Fact]
    public async Task Everyone_Failing_EndsTheRunWithASentence()
    {
        silo.First.Character = ModelCharacters.Failing(401, $"Incorrect key {ModelSilo.Key}");
        silo.Second.Character = ModelCharacters.Failing(404, "no model-1");
        await using var talk = await silo.OpenAsync();
        var run = (await talk.SendAsync("hello")).Run;
        var failed = await talk.InRunAsync(run, "run.failed");
        Assert.Equal(
            "No model answered. first refuses the key (401): check the one that is set for it. "
            + "second has no such model or address (404): no model-1",
            failed.Get("error"));
        var told = await talk.InRunAsync(run, "model.failed");
        Assert.Equal(2, told.Payload.GetProperty("tries").GetArrayLength());
        AssertHoldsNoKey(talk);
    }

    [Fact]
    public async Task Request_ThatIsTooLong_EndsTheRunAtOnce()
    {
        silo.First.Character = ModelCharacters.Failing(400, "This model's maximum context length is 10 tokens.");
        silo.Second.Character = ModelCharacters.Instant("From the second.");
        await using var talk = await silo.OpenAsync();
        var run = (await talk.SendAsync("hello")).Run;
        Assert.Equal("model_context_too_long", (await talk.InRunAsync(run, "run.failed")).Get("code"));
    }

    [Fact]
    public async Task Call_ThatIsMalformed_IsToldToTheModel()
    {
        silo.First.Character = ModelCharacters.InTurn(
            async (_, reply) =>
            {
                await reply.CallAsync("same", "memory_recall", "{\"query\": \"un");
                await reply.CallAsync("same", "no_such_tool", "{}");
                await reply.EndAsync();
            },
            ModelCharacters.Instant("Sorry."));
        await using var talk = await silo.OpenAsync();
        var run = (await talk.SendAsync("hello")).Run;
        Assert.Equal("Sorry.", await talk.AnswerAsync(run));
        var results = silo.First.Requests.Last().Json.GetProperty("messages").EnumerateArray()
            .Where(message => message.GetProperty("role").GetString() == "tool").ToList();
        Assert.Equal(2, results.Select(one => one.GetProperty("tool_call_id").GetString()).Distinct().Count());
        Assert.Contains("malformed_arguments", results[0].GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looping_EndsAtTheLimitOfSteps()
    {
        silo.First.Character = ModelCharacters.Looping("memory_recall", "{\"query\":\"x\"}");
        await using var talk = await silo.OpenAsync();
        var run = (await talk.SendAsync("hello")).Run;
        Assert.Equal("steps_limit", (await talk.InRunAsync(run, "run.failed")).Get("code"));
    }

    [Fact]
    public async Task Endless_EndsAtTheLimitOfTheAnswer()
    {
        silo.First.Character = ModelCharacters.Endless("and so on, ");
        await using var talk = await silo.OpenAsync();
        var run = (await talk.SendAsync("hello")).Run;
        Assert.Equal("answer_too_long", (await talk.InRunAsync(run, "run.failed")).Get("code"));
    }

    [Fact]
    public async Task Cancel_InTheMiddleOfAnAnswer_EndsIt()
    {
        silo.First.Character = ModelCharacters.Hanging("So far");
        await using var talk = await silo.OpenAsync();
        var run = (await talk.SendAsync("hello")).Run;
        await talk.UntilOutputAsync(run, "So far");
        await silo.Client.CancelRunAsync(run, Ct);
        await talk.InRunAsync(run, "run.cancelled");
    }

    [Fact]
    public async Task Pieces_ReachTheStream_WithinTwentyMillisecondsInTheMiddle()
    {
        const int Pieces = 101;
        var pieces = Channel.CreateUnbounded<string>();
        silo.First.Character = ModelCharacters.Slow(pieces.Reader.ReadAllAsync(Ct));
        var thread = await silo.Client.OpenThreadAsync(Ct);
        var run = (await silo.Client.SendAsync(thread, "hello", Ct)).Run;
        await using var frames = silo.Client.WatchAsync(thread, null, Ct).GetAsyncEnumerator(Ct);
        var took = new List<double>();
        for (var i = 0; i < Pieces; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await pieces.Writer.WriteAsync($"{i} ", Ct);
            while (!(frames.Current is LivePiece piece && piece.Run == run && piece.Text.EndsWith(
                $"{i} ", StringComparison.Ordinal)))
            {
                Assert.True(await frames.MoveNextAsync());
            }

            took.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        pieces.Writer.Complete();
        took.Sort();
        TestContext.Current.SendDiagnosticMessage($"Added latency: p50 {took[50]:0.00} ms, p95 {took[95]:0.00} ms.");
        Assert.InRange(took[50], 0, 20);
    }

    private static ModelCharacter CharacterOf(string way) => way switch
    {
        "429" => ModelCharacters.Limited("0"),
        "cut" => ModelCharacters.Cutting("From the fir"),
        "stopped" => ModelCharacters.Stopping("From the fir"),
        "garbage" => ModelCharacters.Garbage(),
        "nothing" => ModelCharacters.Instant(),
        _ => ModelCharacters.Failing(int.Parse(way, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static void AssertHoldsNoKey(Talk talk) => Assert.All(
        talk.Events, one => Assert.DoesNotContain(ModelSilo.Key, one.Text, StringComparison.Ordinal));
}
