namespace OmniSage.EndToEnd.Tests;

/// <summary>What becomes of a message that comes while a turn runs.</summary>
public sealed class QueueModeTests : IAsyncLifetime
{
    private readonly ScriptedSilo silo = new();

    public ValueTask InitializeAsync() => silo.InitializeAsync();

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task Steer_JoinsTheRunningTurn_WithoutAWaitForTheModel()
    {
        await using var talk = await silo.OpenAsync();
        var first = await talk.SendAsync("one");
        var question = await silo.Model.NextAsync();
        var second = await talk.SendAsync("two", "steer");
        Assert.Equal(first.Run, second.Run);

        var again = await silo.Model.NextAsync();
        Assert.Contains("two", again.Heard);
        question.Say("too late");
        again.Say("both");

        Assert.Equal("both", await talk.AnswerAsync(first.Run));
        await talk.InRunAsync(first.Run, "step.superseded");
        await talk.InRunAsync(first.Run, "message.steered");
    }

    [Fact]
    public async Task Queue_GetsATurnOfItsOwnAfterwards()
    {
        await using var talk = await silo.OpenAsync();
        var first = await talk.SendAsync("one");
        var question = await silo.Model.NextAsync();
        var second = await talk.SendAsync("two", "queue");
        Assert.NotEqual(first.Run, second.Run);

        question.Say("first answer");
        (await silo.Model.NextAsync()).Say("second answer");

        Assert.Equal("first answer", await talk.AnswerAsync(first.Run));
        Assert.Equal("second answer", await talk.AnswerAsync(second.Run));
    }

    [Fact]
    public async Task Interrupt_CancelsTheRunningTurn()
    {
        await using var talk = await silo.OpenAsync();
        var first = await talk.SendAsync("one");
        var question = await silo.Model.NextAsync();
        var second = await talk.SendAsync("two", "interrupt");

        (await silo.Model.NextAsync()).Say("second answer");
        question.Say("too late");

        Assert.Equal("second answer", await talk.AnswerAsync(second.Run));
        await talk.InRunAsync(first.Run, "run.cancelled");
        Assert.DoesNotContain(talk.Events, one => one.Type == "message.sent" && one.Get("run") == first.Run);
    }

    [Fact]
    public async Task Collect_SharesOneTurnAfterwards()
    {
        await using var talk = await silo.OpenAsync(mode: "collect");
        await talk.SendAsync("one");
        var question = await silo.Model.NextAsync();
        var second = await talk.SendAsync("two");
        var third = await talk.SendAsync("three");
        Assert.Equal(second.Run, third.Run);

        question.Say("first answer");
        var together = await silo.Model.NextAsync();
        Assert.Contains(together.Heard, text => text.Contains("two", StringComparison.Ordinal));
        Assert.Contains(together.Heard, text => text.Contains("three", StringComparison.Ordinal));
        together.Say("both");
        Assert.Equal("both", await talk.AnswerAsync(second.Run));
    }

    [Fact]
    public async Task Commands_AreAnsweredWhileTheModelThinks()
    {
        await using var talk = await silo.OpenAsync();
        var first = await talk.SendAsync("one");
        var question = await silo.Model.NextAsync();
        var status = await talk.SendAsync("/status");
        Assert.NotEmpty(await talk.AnswerAsync(status.Run));
        var cancel = await talk.SendAsync("/cancel");
        Assert.Equal("Cancelled the running turn.", await talk.AnswerAsync(cancel.Run));
        await talk.InRunAsync(first.Run, "run.cancelled");
        question.Say("too late");
    }
}
