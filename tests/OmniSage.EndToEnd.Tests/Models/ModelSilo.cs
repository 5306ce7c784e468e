using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Grains.Runs;
using OmniSage.Testing.Models;

namespace OmniSage.EndToEnd.Tests.Models;

/// <summary>A silo with two providers: an OpenAI-compatible one, and one of Anthropic's kind behind it.</summary>
public sealed class ModelSilo : TestSilo
{
    public const string Key = "hunter2-secret-key";

    public ModelServer First { get; } = new(ModelCharacters.Instant("From the first."));

    public ModelServer Second { get; } = new(ModelCharacters.Instant("From the second."));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (place, server, provider) in new[] { (0, First, "openai"), (1, Second, "anthropic") })
        {
            var link = $"Models:Levels:default:Chain:{place}";
            settings[$"{link}:Url"] = server.Url;
            settings[$"{link}:Key"] = Key;
            settings[$"{link}:Model"] = $"model-{place}";
            settings[$"{link}:Provider"] = provider;
            settings[$"{link}:Name"] = place == 0 ? "first" : "second";
        }

        // Tests fail one after another, and none of them is to have a provider skipped for the next.
        settings["Models:FailuresMax"] = "100";
        settings["Models:RetryAfterMax"] = "00:00:00";
        settings["Api:Heartbeat"] = "00:00:01";
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.PostConfigure<AgentOptions>(options =>
        {
            options.TurnStepsMax = 6;
            options.AttemptsMax = 1;
            options.AnswerCharsMax = 10_000;
        });
    }
}
