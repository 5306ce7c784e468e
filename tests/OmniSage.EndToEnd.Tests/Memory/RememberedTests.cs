namespace OmniSage.EndToEnd.Tests.Memory;

/// <summary>What is said in one conversation is known in another, with its source.</summary>
public sealed class RememberedTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task Fact_SaidInOneThread_IsQuotedInAnother_UntilItIsForgotten()
    {
        await using var first = await silo.OpenAsync();
        var said = await first.SendAsync("remember that our fiscal year starts in May");
        Assert.StartsWith("I will remember that", await AnswerAsync(first, said.Run), StringComparison.Ordinal);

        await using var second = await silo.OpenAsync();
        var asked = await second.SendAsync("what do you know about the fiscal year?");
        var answer = await AnswerAsync(second, asked.Run);
        Assert.Contains("our fiscal year starts in May", answer, StringComparison.Ordinal);
        Assert.Contains(first.Watch.Thread, answer, StringComparison.Ordinal);
        Assert.Contains("you", answer, StringComparison.Ordinal);

        var forgot = await second.SendAsync("forget that our fiscal year starts in May");
        Assert.StartsWith("I have forgotten it", await AnswerAsync(second, forgot.Run), StringComparison.Ordinal);
        asked = await second.SendAsync("what do you know about the fiscal year?");
        Assert.StartsWith("I remember nothing", await AnswerAsync(second, asked.Run), StringComparison.Ordinal);

        await second.AnswerAsync((await second.SendAsync("/config memory off")).Run);
        var refused = await second.SendAsync("remember that the office is closed on Fridays");
        Assert.StartsWith("I did not keep that", await AnswerAsync(second, refused.Run), StringComparison.Ordinal);
    }

    private static async Task<string> AnswerAsync(Talk talk, string run)
    {
        await talk.InRunAsync(run, "run.completed");
        return await talk.AnswerAsync(run);
    }
}
