using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OmniSage.Api.OpenAi;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>A conversation that a client sends whole each time goes on in its thread, and in nobody else's.</summary>
public sealed class ConversationTests
{
    private static readonly (string, string)[] First = [("system", "Be brief."), ("user", "one")];

    [Fact]
    public async Task Conversation_SentAgain_GoesOnInItsThread()
    {
        await using var host = await StartAsync();
        var first = await host.Client().SayAsync(First);
        var second = await host.Client().SayAsync(
            [.. First, ("assistant", $"{first.Content()}\n"), ("user", "two")]);
        Assert.Equal(first.Thread(), second.Thread());
        Assert.Equal("You said: two", second.Content());
        var third = await host.Client().SayAsync(
        [
            .. First, ("assistant", first.Content()!), ("user", "two"), ("assistant", second.Content()!),
            ("user", "three"),
        ]);
        Assert.Equal(first.Thread(), third.Thread());
    }

    [Fact]
    public async Task Conversation_AskedAgainFromAnEarlierPoint_GetsAThreadOfItsOwn()
    {
        await using var host = await StartAsync();
        var first = await host.Client().SayAsync(First);
        (string, string)[] next = [.. First, ("assistant", first.Content()!), ("user", "two")];
        var second = await host.Client().SayAsync(next);
        var again = await host.Client().SayAsync(next);
        Assert.Equal(first.Thread(), second.Thread());
        Assert.NotEqual(first.Thread(), again.Thread());
    }

    [Fact]
    public async Task Conversation_ThatIsNotKnown_IsQuotedAsData()
    {
        await using var host = await StartAsync();
        var answer = await host.Client().SayAsync([("user", "one"), ("assistant", "\"1\"\n"), ("user", "two")]);
        Assert.Equal(
            """
            You said: [earlier conversation, as my program sends it]
            [{"role":"user","content":"one"},{"role":"assistant","content":"\"1\"\n"}]

            two
            """,
            answer.Content());
        var command = await host.Client().SayAsync([.. First, ("assistant", "1"), ("user", "/status")]);
        Assert.Equal("You said: /status", command.Content());
        var path = await host.Client().SayAsync([.. First, ("assistant", "1"), ("user", "/etc/hosts is what?")]);
        Assert.Contains("Be brief.", path.Content(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quote_IsBounded_AndKeepsGuidanceAndWhatIsNewest()
    {
        await using var host = await StartAsync();
        var long1 = new string('a', EarlierTalk.BytesMax / 2);
        var long2 = new string('b', EarlierTalk.BytesMax / 2);
        var answer = await host.Client().SayAsync(
            ("system", "Be brief."), ("user", long1), ("assistant", long2), ("user", "two"));
        Assert.Contains("(1 messages are too long and left out)", answer.Content(), StringComparison.Ordinal);
        Assert.Contains("Be brief.", answer.Content(), StringComparison.Ordinal);
        Assert.Contains("bbb", answer.Content(), StringComparison.Ordinal);
        Assert.DoesNotContain("aaa", answer.Content(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ApiHost.ForeignKey)]
    [InlineData(ApiHost.AdminKey)]
    public async Task Conversation_OfSomebodyElse_IsNotContinued(string key)
    {
        await using var host = await StartAsync();
        var first = await host.Client().SayAsync(First);
        var other = await host.Client(key).SayAsync([.. First, ("assistant", first.Content()!), ("user", "two")]);
        Assert.NotEqual(first.Thread(), other.Thread());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WithAKeyOfItsOwn_IsDoneOnce_AlsoOverARestart(bool restarts)
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "order-7");
        var first = await client.SayAsync(First);
        if (restarts)
        {
            await host.StopAsync();
            await host.RestartAsync();
        }

        var again = await client.SayAsync(First);
        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Equal(first.Content(), again.Content());
        Assert.Single(host.World.Log.All, one => one.Type is "message.received");
        Assert.NotEqual(first.Text("id"), (await Other(host, "order-8").SayAsync(First)).Text("id"));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_value"),
            await StatusAndCode(Other(host, new string('k', 256))));
    }

    [Fact]
    public async Task Client_ThatLeaves_CancelsWhatItAskedFor()
    {
        await using var host = await ApiHost.StartAsync();
        var (thread, run) = await LeaveAsync(host, host.Client());
        await Eventually.TrueAsync(
            () => host.World.Log.All.Any(one => one.Journal == thread.Run(run) && one.Type is "run.cancelled"),
            "the turn is cancelled");
    }

    [Fact]
    public async Task Client_ThatLeavesAndMayAskAgain_GetsItsAnswerThen()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = Other(host, "order-9");
        var (thread, run) = await LeaveAsync(host, client);
        await Eventually.TrueAsync(
            () => host.World.Watchers.Keys.All(one => one.Run != run), "the server knows that its client left");
        thread.Answer(run, "At last.");
        Assert.Equal("At last.", (await client.TellAsync(Chat.Path, Chat.Hello())).Content());
    }

    [Fact]
    public async Task Answer_ThatTakesTooLong_SaysSo_AndItsConversationBringsTheRest()
    {
        await using var host = await ApiHost.StartAsync();
        var asked = new TaskCompletionSource<(FakeThread Thread, Guid Run)>();
        host.World.Agent = (thread, run, _) =>
        {
            thread.StartTurn(run);
            asked.SetResult((thread, run));
            return Task.CompletedTask;
        };
        var options = host.Services.GetRequiredService<IOptions<ApiOptions>>().Value;
        options.AnswerTimeMax = TimeSpan.FromMilliseconds(200);
        var late = await host.Client().SayAsync(First);
        Assert.StartsWith("I am still at work on this.", late.Content(), StringComparison.Ordinal);
        Assert.DoesNotContain(host.World.Log.All, one => one.Type is "run.cancelled");

        options.AnswerTimeMax = ApiHost.Patience;
        var (thread, run) = await asked.Task;
        thread.Answer(run, "At last.");
        host.World.Agent = Scripts.AnswerAsync;
        var next = await host.Client().SayAsync([.. First, ("assistant", late.Content()!), ("user", "two")]);
        Assert.Equal(late.Thread(), next.Thread());
        Assert.Equal("At last.\n\nYou said: two", next.Content());
    }

    [Fact]
    public void Conversations_AreBounded_AndTheOldestLeaves()
    {
        var known = new Conversations();
        for (var at = 0; at <= Conversations.Max; at++) known.Put($"{at}", Nothing);
        Assert.Equal(Conversations.Max, known.Count);
        Assert.Null(known.Take("0"));
        Assert.NotNull(known.Take("1"));
        Assert.Null(known.Take("1"));
    }

    private static Conversation Nothing { get; } = new(default, null, "", Progress.For(default));

    /// <summary>Asks, and leaves in the middle of the turn.</summary>
    private static async Task<(FakeThread Thread, Guid Run)> LeaveAsync(ApiHost host, HttpClient client)
    {
        var asked = new TaskCompletionSource<(FakeThread Thread, Guid Run)>();
        host.World.Agent = (thread, run, _) =>
        {
            thread.StartTurn(run);
            asked.SetResult((thread, run));
            return Task.CompletedTask;
        };
        using var leave = new CancellationTokenSource();
        using var body = new StringContent(Chat.Hello(), null, "application/json");
        var asking = client.PostAsync(Chat.Path, body, leave.Token);
        var (thread, run) = await asked.Task.WaitAsync(ApiHost.Patience);
        await Eventually.TrueAsync(
            () => host.World.Watchers.Keys.Any(one => one.Run == run), "the run is watched");
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        return (thread, run);
    }

    private static async Task<(HttpStatusCode, string?)> StatusAndCode(HttpClient client)
    {
        var answer = await client.SayAsync(First);
        return (answer.Status, answer.ErrorCode());
    }

    private static HttpClient Other(ApiHost host, string repeatKey)
    {
        var client = host.Client();
        client.DefaultRequestHeaders.Add("Idempotency-Key", repeatKey);
        return client;
    }

    private static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.AnswerAsync;
        return host;
    }
}
