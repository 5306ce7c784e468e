using System.Net;
using System.Net.Http.Json;

namespace OmniSage.EndToEnd.Tests;

/// <summary>Bounds of agents at work, each met through the API.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly ScriptedSilo silo = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => silo.InitializeAsync();

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task Attempts_EndTheTurn()
    {
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("one");
        (await silo.Model.NextAsync()).Fail();
        (await silo.Model.NextAsync()).Fail();
        await talk.InRunAsync(receipt.Run, "run.failed");
        Assert.Equal(2, talk.Events.Count(one => one.Type == "model.failed"));
        Assert.Contains("could not finish", await talk.AnswerAsync(receipt.Run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallsOfOneAnswer_FailTheTurn()
    {
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("one");
        (await silo.Model.NextAsync()).Delegate("a", "b", "c", "d");
        Assert.Equal("too_many_calls", (await talk.InRunAsync(receipt.Run, "run.failed")).Get("code"));
    }

    [Fact]
    public async Task AnswerThatIsTooLong_FailsTheTurn()
    {
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("one");
        (await silo.Model.NextAsync()).Say(new string('x', 1_001));
        await talk.InRunAsync(receipt.Run, "run.failed");
    }

    [Fact]
    public async Task OpenTasks_AreRefusedToTheModel()
    {
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("one");
        (await silo.Model.NextAsync()).Delegate("run: sleep 3600", "run: sleep 3600", "run: sleep 3600");
        Assert.Equal("tasks_limit", (await talk.InRunAsync(receipt.Run, "tool.failed")).Get("code"));
        (await silo.Model.NextAsync()).Say("two of them");
        await talk.AnswerAsync(receipt.Run);
        await talk.SendAsync("/cancel all");
        await talk.UntilAsync(now => now.Count(one => one.Type == "task.finished") == 2, "both to end");
    }

    [Fact]
    public async Task Steps_EndTheTurn()
    {
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("one");
        for (var step = 0; step < 4; step++) (await silo.Model.NextAsync()).Delegate($"{step}");
        Assert.Equal("steps_limit", (await talk.InRunAsync(receipt.Run, "run.failed")).Get("code"));
    }

    [Fact]
    public async Task MessagesBeyondWhatATurnTakes_AreRefused()
    {
        await using var talk = await silo.OpenAsync();
        await talk.SendAsync("one");
        await silo.Model.NextAsync();
        await talk.SendAsync("two", "steer");
        await silo.Model.NextAsync();
        await talk.SendAsync("three", "steer");
        var question = await silo.Model.NextAsync();
        await AssertRefusedAsync(talk, "steer");
        await talk.SendAsync("waits", "queue");
        await AssertRefusedAsync(talk, "queue");
        question.Say("all");
        (await silo.Model.NextAsync()).Say("the one that waited");
        await talk.UntilAsync(now => now.Count(one => one.Type == "turn.ended") == 2, "both turns");
    }

    private async Task AssertRefusedAsync(Talk talk, string mode)
    {
        using var body = JsonContent.Create(new { text = "one too many", mode });
        using var response = await silo.Client.PostRawAsync($"threads/{talk.Watch.Thread}/messages", body, Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
