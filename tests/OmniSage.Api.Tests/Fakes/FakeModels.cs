using OmniSage.GrainInterfaces.Models;
using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>Two models at one level: one is well, one refuses its key.</summary>
internal sealed class FakeModels : IModels
{
    public const string Error = "second refuses the key (401): check the one that is set for it.";

    /// <summary>Times that they were tested.</summary>
    public int Tests { get; private set; }

    public ValueTask<ImmutableArray<LevelModels>> ListAsync(
        TenantId tenant, Guid workspace, Guid agent, CancellationToken cancellation) =>
        ValueTask.FromResult<ImmutableArray<LevelModels>>([new("coordinator",
        [
            new()
            {
                Provider = "first",
                Model = "a",
                Host = "a.example",
                State = "healthy",
                Answers = 3,
                Failures = 0,
                LatencyMs = 12,
            },
            new()
            {
                Provider = "second",
                Model = "b",
                Host = "b.example",
                State = "failing",
                Answers = 0,
                Failures = 2,
                LastCode = "model_key_refused",
                LastError = Error,
                LastErrorUs = 1_000_000,
            },
        ], agent == workspace ? SettingsOrigin.Tenant : SettingsOrigin.Agent)]);

    public Task<ImmutableArray<ModelTest>> TestAsync(
        TenantId tenant, Guid workspace, Guid agent, CancellationToken cancellation)
    {
        Tests++;
        return Task.FromResult<ImmutableArray<ModelTest>>(
        [
            new() { Provider = "first", Model = "a", LatencyMs = 12, InputTokens = 7, OutputTokens = 1 },
            new()
            {
                Provider = "second",
                Model = "b",
                LatencyMs = 3,
                InputTokens = 0,
                OutputTokens = 0,
                Code = "model_key_refused",
                Error = Error,
            },
        ]);
    }
}
