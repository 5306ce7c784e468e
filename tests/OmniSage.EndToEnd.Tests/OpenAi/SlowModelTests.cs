using System.Net.Http.Headers;
using System.Threading.Channels;
using OmniSage.EndToEnd.Tests.Models;
using OmniSage.Testing.Models;
using OpenAI.Chat;

namespace OmniSage.EndToEnd.Tests.OpenAi;

/// <summary>What a model says slowly reaches OpenAI's clients as it is said, and who leaves has it end.</summary>
public sealed class SlowModelTests(ModelSilo silo) : IClassFixture<ModelSilo>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pieces_ReachTheClient_WithinTwentyMillisecondsInTheMiddle()
    {
        const int Pieces = 101;
        var pieces = Channel.CreateUnbounded<string>();
        silo.First.Character = ModelCharacters.Slow(pieces.Reader.ReadAllAsync(Ct));
        var updates = OpenAiSession.Chat(silo).CompleteChatStreamingAsync(
            [new UserChatMessage("hello")], cancellationToken: Ct);
        await using var answer = updates.GetAsyncEnumerator(Ct);
        var took = new List<double>();
        for (var i = 0; i < Pieces; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await pieces.Writer.WriteAsync($"{i} ", Ct);
            while (!(answer.Current is { ContentUpdate: [{ Text: { } text }] }
                && text.EndsWith($"{i} ", StringComparison.Ordinal)))
            {
                Assert.True(await answer.MoveNextAsync());
            }

            took.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        pieces.Writer.Complete();
        while (await answer.MoveNextAsync())
        {
        }

        took.Sort();
        TestContext.Current.SendDiagnosticMessage($"Added latency: p50 {took[50]:0.00} ms, p95 {took[95]:0.00} ms.");
        Assert.InRange(took[50], 0, 20);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_ThatLeavesInTheMiddle_CancelsTheTurn(bool isNode)
    {
        silo.First.Character = ModelCharacters.Hanging("So far");
        if (isNode) await NodeClientTests.RunAsync(silo, "abort");
        else await LeaveAsync();
        var runs = await silo.Client.GetAsync("runs?limit=1", Ct);
        var run = runs.GetProperty("items")[0].GetProperty("id").GetString()!;
        while ((await silo.Client.GetAsync($"runs/{run}", Ct)).GetProperty("run").GetProperty("status").GetString()
            is not "cancelled")
        {
            Ct.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Answer_OfAnotherModelInTheMiddle_FollowsWhole()
    {
        silo.First.Character = ModelCharacters.Cutting("From the fir");
        silo.Second.Character = ModelCharacters.Instant("From the second.");
        var text = "";
        await foreach (var update in OpenAiSession.Chat(silo).CompleteChatStreamingAsync(
            [new UserChatMessage("hello")], cancellationToken: Ct))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
        }

        Assert.EndsWith("From the second.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heartbeat_IsAComment_ThatNobodyTakesForAnAnswer()
    {
        var pieces = Channel.CreateUnbounded<string>();
        var (hanging, slow) = (ModelCharacters.Hanging(), ModelCharacters.Slow(pieces.Reader.ReadAllAsync(Ct)));
        silo.First.Character = (request, reply) =>
            (request.Text.Contains("listen", StringComparison.Ordinal) ? hanging : slow)(request, reply);
        var heard = HearHeartbeatAsync();
        var answer = OpenAiSession.Chat(silo).CompleteChatStreamingAsync(
            [new UserChatMessage("hello")], cancellationToken: Ct);
        var text = "";
        await using var updates = answer.GetAsyncEnumerator(Ct);
        Assert.True(await updates.MoveNextAsync());
        await heard;
        await pieces.Writer.WriteAsync("Late.", Ct);
        pieces.Writer.Complete();
        do
        {
            text += string.Concat(updates.Current.ContentUpdate.Select(part => part.Text));
        }
        while (await updates.MoveNextAsync());
        Assert.Equal("Late.", text);
    }

    /// <summary>Reads the bytes of a stream of its own, until its server shows that it lives.</summary>
    private async Task HearHeartbeatAsync()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(silo.Url, "v1/chat/completions"))
        {
            Content = new StringContent(
                """{"model":"omnisage","messages":[{"role":"user","content":"listen"}],"stream":true}""",
                new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new("Bearer", OpenAiSession.KeyOf(silo));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (line == ":") return;
        }

        Assert.Fail("The stream ended without a heartbeat.");
    }

    private async Task LeaveAsync()
    {
        using var leave = new CancellationTokenSource();
        var updates = OpenAiSession.Chat(silo).CompleteChatStreamingAsync(
            [new UserChatMessage("hello")], cancellationToken: leave.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in updates)
            {
                if (update.ContentUpdate is [{ Text.Length: > 0 }, ..]) await leave.CancelAsync();
            }
        });
    }
}
