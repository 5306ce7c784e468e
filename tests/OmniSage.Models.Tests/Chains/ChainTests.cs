using OmniSage.Models.Settings;
using static OmniSage.Models.Tests.Providers.Providers;

namespace OmniSage.Models.Tests.Chains;

public sealed class ChainTests
{
    public static TheoryData<string, string> Takeovers { get; } = new()
    {
        { "429", ModelErrors.RateLimited },
        { "500", ModelErrors.Unavailable },
        { "529", ModelErrors.Unavailable },
        { "401", ModelErrors.KeyRefused },
        { "403", ModelErrors.KeyRefused },
        { "404", ModelErrors.NotFound },
        { "gone", ModelErrors.Unreachable },
        { "cut", ModelErrors.BrokeOff },
        { "garbage", ModelErrors.Garbled },
        { "empty", ModelErrors.Empty },
    };

    [Theory, MemberData(nameof(Takeovers))]
    public async Task Failure_OfTheFirst_IsTakenOverAndTold(string way, string code)
    {
        await using var first = new ModelServer(CharacterOf(way));
        await using var second = new ModelServer(ModelCharacters.Instant("From the second."));
        using var chain = Chain(Link(first), Link(second, "anthropic", "second"));
        if (way == "gone") await first.DisposeAsync();
        var updates = await AskAsync(chain);
        var failed = Assert.Single(Of<TryFailed>(updates));
        Assert.Equal(("first", "first-model", code), (failed.Provider, failed.Model, failed.Fault.Code));
        Assert.Equal(["first", "second"], Of<TryStarted>(updates).Select(one => one.Provider));
        var behind = updates.SkipWhile(update => !Of<TryStarted>([update]).Exists(one => one.Provider == "second"));
        Assert.Equal("From the second.", TextOf(behind));
        // What came of the first is no part of the answer.
        var whole = await chain.GetResponseAsync("hello", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("From the second.", whole.Text);
    }

    [Theory]
    [InlineData(400, "")]
    [InlineData(413, "")]
    [InlineData(400, "maximum context length")]
    public async Task Request_ThatIsRefused_GoesToNobodyElse(int status, string message)
    {
        await using var first = new ModelServer(ModelCharacters.Failing(status, message));
        await using var second = new ModelServer(ModelCharacters.Instant("x"));
        using var chain = Chain(Link(first), Link(second, name: "second"));
        Assert.False((await FaultAsync(chain)).Retryable);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task Everyone_Failed_SaysSoOfEach()
    {
        await using var first = new ModelServer(ModelCharacters.Failing(401));
        await using var second = new ModelServer(ModelCharacters.Failing(503, "No slots."));
        using var chain = Chain(Link(first), Link(second, name: "second"));
        var fault = await FaultAsync(chain);
        Assert.Equal(
            "No model answered. first refuses the key (401): check the one that is set for it. "
            + "second is overloaded or broken (503): No slots.",
            fault.Message);
        Assert.Equal((ModelErrors.Unavailable, true), (fault.Code, fault.Retryable));
    }

    [Fact]
    public async Task RetryAfter_OfTheOnlyOne_IsWaitedForOnce()
    {
        await using var server = new ModelServer(
            ModelCharacters.InTurn(ModelCharacters.Limited("7"), ModelCharacters.Instant("Now.")));
        var time = new TestClock();
        using var chain = Chain(new ModelOptions(), time, Link(server));
        var asking = AskAsync(chain);
        var began = time.GetUtcNow();
        await UntilLimitedAsync(chain, time);
        Assert.Single(server.Requests);
        // The one thing that is set by now is how long it waits.
        while (!time.AdvanceToNext()) await Task.Yield();
        Assert.Equal(TimeSpan.FromSeconds(7), time.GetUtcNow() - began);
        Assert.Equal("Now.", TextOf(await asking));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task RetryAfter_LongerThanTheBound_IsNotWaitedFor_AndKept()
    {
        await using var first = new ModelServer(ModelCharacters.Limited("3600"));
        await using var second = new ModelServer(ModelCharacters.Instant("x"));
        var time = new TestClock();
        using var alone = Chain(new ModelOptions(), time, Link(first));
        Assert.Equal(ModelErrors.RateLimited, (await FaultAsync(alone)).Code);
        var again = await FaultAsync(alone);
        Assert.Equal(
            (ModelErrors.Skipped, "first asked to be left alone for another 600 s."), (again.Code, again.Message));
        Assert.Single(first.Requests);

        using var both = Chain(new ModelOptions(), time, Link(first), Link(second, name: "second"));
        await AskAsync(both);
        var updates = await AskAsync(both);
        Assert.Equal(ModelErrors.Skipped, Assert.Single(Of<TryFailed>(updates)).Fault.Code);
        Assert.Equal(["second"], Of<TryStarted>(updates).Select(one => one.Provider));
    }

    [Fact]
    public async Task Failures_AsManyAsFailuresMax_HaveItSkippedForAWhile()
    {
        await using var first = new ModelServer(ModelCharacters.Failing(500));
        await using var second = new ModelServer(ModelCharacters.Instant("x"));
        var time = new TestClock();
        using var chain = Chain(new ModelOptions { FailuresMax = 2 }, time, Link(first), Link(second, name: "second"));
        for (var i = 0; i < 4; i++) await AskAsync(chain);
        Assert.Equal(2, first.Requests.Count);
        var health = chain.Links[0].Health.Read(time.GetUtcNow());
        Assert.Equal((ModelState.Skipped, 2L, 0L), (health.State, health.Failures, health.Answers));
        Assert.Equal(ModelErrors.Unavailable, health.LastCode);

        first.Character = ModelCharacters.Instant("Back.");
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("Back.", TextOf(await AskAsync(chain)));
        Assert.Equal(ModelState.Healthy, chain.Links[0].Health.Read(time.GetUtcNow()).State);
    }

    [Fact]
    public async Task Skipped_ButNobodyElse_IsAskedAllTheSame()
    {
        await using var server = new ModelServer(ModelCharacters.InTurn(
            ModelCharacters.Failing(500), ModelCharacters.Instant("Back.")));
        using var chain = Chain(new ModelOptions { FailuresMax = 1 }, new TestClock(), Link(server));
        Assert.Equal(ModelErrors.Unavailable, (await FaultAsync(chain)).Code);
        Assert.Equal("Back.", TextOf(await AskAsync(chain)));
    }

    [Fact]
    public async Task Health_HasTheMiddleLatency_AndSaysNothingOfWrongRequests()
    {
        await using var server = new ModelServer(ModelCharacters.InTurn(
            ModelCharacters.Instant("x"), ModelCharacters.Failing(400), ModelCharacters.Failing(400)));
        using var chain = Chain(new ModelOptions { FailuresMax = 1 }, TimeProvider.System, Link(server));
        await AskAsync(chain);
        await FaultAsync(chain);
        var health = chain.Links[0].Health.Read(TimeProvider.System.GetUtcNow());
        Assert.Equal((ModelState.Healthy, 1L, 1L), (health.State, health.Answers, health.Failures));
        Assert.InRange(health.LatencyMs!.Value, 0, 60_000);
    }

    [Fact]
    public void Health_KeepsTheLastFiftyLatencies()
    {
        var health = new Models.Chains.ProviderHealth();
        for (var i = 1; i <= 150; i++) health.Succeeded(TimeSpan.FromMilliseconds(i));
        Assert.Equal(125, health.Read(default).LatencyMs);
    }

    private static async Task UntilLimitedAsync(Models.Chains.ModelChain chain, TestClock time)
    {
        while (chain.Links[0].Health.Read(time.GetUtcNow()).State != ModelState.Limited) await Task.Yield();
    }

    private static ModelCharacter CharacterOf(string way) => way switch
    {
        "429" => ModelCharacters.Limited(),
        "cut" => ModelCharacters.Cutting("From the first"),
        "garbage" => ModelCharacters.Garbage(),
        "empty" or "gone" => ModelCharacters.Instant(),
        _ => ModelCharacters.Failing(int.Parse(way, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
