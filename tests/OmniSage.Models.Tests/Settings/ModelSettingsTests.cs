using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OmniSage.Models.Chains;
using OmniSage.Models.Settings;

namespace OmniSage.Models.Tests.Settings;

public sealed class ModelSettingsTests
{
    private const string Url = "http://127.0.0.1:11434/v1";

    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { "MODEL_URL=http://h/v1", "OMNISAGE_MODEL is missing: set it to the provider's name of the model" },
        { "MODEL=m", "OMNISAGE_MODEL_URL is missing: set it to the provider's address" },
        { "MODEL_KEY=k", "OMNISAGE_MODEL_URL is missing" },
        { "MODEL_URL=h/v1;MODEL=m", "OMNISAGE_MODEL_URL must be a whole address" },
        { "MODEL_URL=http://u:p@h/v1;MODEL=m", "OMNISAGE_MODEL_URL must be a whole address without a user" },
        { "MODEL_URL=http://h/v1;MODEL=m;MODEL_KEY=k\u00e4", "OMNISAGE_MODEL_KEY has characters that no key has" },
        { "MODEL_FALLBACK_MODEL=m", "OMNISAGE_MODEL_URL is missing" },
        {
            "MODEL_URL=http://h/v1;MODEL=m;MODEL_FALLBACK_URL=http://g/v1",
            "OMNISAGE_MODEL_FALLBACK_MODEL is missing"
        },
        {
            "MODEL_URL=http://h/v1;MODEL=m;MODEL_FALLBACK_URL=g;MODEL_FALLBACK_MODEL=n",
            "OMNISAGE_MODEL_FALLBACK_URL must be a whole address"
        },
        {
            "MODEL_URL=http://h/v1;MODEL=m;Models:Levels:default:Chain:0:Url=http://g/v1;"
            + "Models:Levels:default:Chain:0:Model=n",
            "OMNISAGE_MODEL_URL and Models:Levels:default are both set"
        },
        { "Models:Levels:boss:Chain:0:Url=http://h/v1", "Models:Levels:boss is no level" },
        { "Models:Levels:executor:Chain:0:Model=m", "Models:Levels:executor:Chain:0:Url must be a whole address" },
        {
            "Models:Levels:executor:Chain:0:Url=http://h;Models:Levels:executor:Chain:0:Model=m;"
            + "Models:Levels:executor:Chain:0:Provider=acme",
            "Models:Levels:executor:Chain:0:Provider must be openai or anthropic."
        },
        { "Models:AnswerBytesMax=1", "Models:AnswerBytesMax must be 65536 to 268435456." },
        { "Models:FailuresMax=0", "Models:FailuresMax must be 1 to 100." },
        { "Models:SkipTime=00:00:00", "Models:SkipTime must be 00:00:01 to 01:00:00." },
        { "Models:RetryAfterMax=01:00:00", "Models:RetryAfterMax must be 00:00:00 to 00:05:00." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Setting_ThatCannotWork_IsToldByName(string settings, string sentence)
    {
        using var services = Services(settings);
        var fault = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<ModelOptions>>().Value);
        Assert.StartsWith(sentence, Assert.Single(fault.Failures, told => told.StartsWith(
            sentence, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_IsInNoSentence()
    {
        using var services = Services("MODEL_URL=nonsense;MODEL_KEY=s\u00e9cret;MODEL=m");
        var fault = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<ModelOptions>>().Value);
        Assert.DoesNotContain("cret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_IsTheOfflineModel()
    {
        using var services = Services("MODEL_URL= ;MODEL=");
        Assert.All(services.GetRequiredService<InstalledModels>().List(), level => Assert.Equal(
            "offline", Assert.Single(level.Chain).Provider));
        foreach (var level in ModelLevels.All)
            Assert.Null(services.GetRequiredKeyedService<IChatClient>(level).GetService(typeof(ModelChain)));
    }

    [Fact]
    public void Short_IsTheChainOfEveryLevelWithoutOne()
    {
        using var services = Services(
            $"MODEL_URL={Url};MODEL=a;MODEL_FALLBACK_URL=https://api.anthropic.com;MODEL_FALLBACK_MODEL=b;"
            + "Models:Levels:executor:Chain:0:Url=https://x.example;Models:Levels:executor:Chain:0:Model=c;"
            + "Models:Levels:executor:Chain:0:Name=mine");
        var levels = services.GetRequiredService<InstalledModels>().List();
        Assert.Equal(["coordinator", "executor", "heartbeat"], levels.Select(level => level.Level));
        Assert.Equal(
            [("127.0.0.1:11434", "a"), ("api.anthropic.com", "b")],
            levels[0].Chain.Select(entry => (entry.Provider, entry.Model)));
        Assert.Equal(
            [("mine", "c", "x.example")],
            levels[1].Chain.Select(entry => (entry.Provider, entry.Model, entry.Host)));
        Assert.Equal(levels[0].Chain.AsEnumerable(), levels[2].Chain);
    }

    [Fact]
    public async Task Fallback_WithoutAnAddress_HasTheFirstOnesAddressAndKey()
    {
        await using var server = new ModelServer(async (request, reply) =>
        {
            var isFirst = request.Json.GetProperty("model").GetString() == "a";
            await (isFirst ? ModelCharacters.Failing(404) : ModelCharacters.Instant("b."))(request, reply);
        });
        using var services = Services($"MODEL_URL={server.Url};MODEL_KEY=k1;MODEL=a;MODEL_FALLBACK_MODEL=b");
        var answer = await services.GetRequiredKeyedService<IChatClient>(ModelLevels.Coordinator)
            .GetResponseAsync("hello", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("b.", answer.Text);
        Assert.Equal(["k1", "k1"], server.Requests.Select(request => request.Key));
    }

    [Fact]
    public async Task Fallback_WithAnAddressOfItsOwn_NeverGetsTheFirstOnesKey()
    {
        await using var first = new ModelServer(ModelCharacters.Failing(500));
        await using var second = new ModelServer(ModelCharacters.Instant("b."));
        using var services = Services(
            $"MODEL_URL={first.Url};MODEL_KEY=k1;MODEL=a;MODEL_FALLBACK_URL={second.Url};MODEL_FALLBACK_MODEL=b");
        await services.GetRequiredKeyedService<IChatClient>(ModelLevels.Coordinator)
            .GetResponseAsync("hello", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(Assert.Single(second.Requests).Key);
    }

    [Fact]
    public async Task Test_AsksEachOnce_AndSaysWhatCame()
    {
        await using var good = new ModelServer(ModelCharacters.Instant("OK"));
        await using var bad = new ModelServer(ModelCharacters.Failing(401));
        using var services = Services(
            $"MODEL_URL={good.Url};MODEL=a;MODEL_FALLBACK_URL={bad.Url};MODEL_FALLBACK_MODEL=b");
        var trials = await services.GetRequiredService<InstalledModels>()
            .TestAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("a", 7L, 5L, null), ("b", 0L, 0L, ModelErrors.KeyRefused)], trials.Select(
            trial => (trial.Model, trial.InputTokens, trial.OutputTokens, trial.Code)));
        Assert.Equal((1, 1), (good.Requests.Count, bad.Requests.Count));
    }

    private static ServiceProvider Services(string settings)
    {
        var values = settings.Split(';').Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddModels()
            .BuildServiceProvider();
    }
}
