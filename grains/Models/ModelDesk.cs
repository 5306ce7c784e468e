using OmniSage.GrainInterfaces.Models;
using OmniSage.Models;

namespace OmniSage.Grains.Models;

/// <summary>Tells of the install's models, which every workspace has.</summary>
internal sealed class ModelDesk(InstalledModels models) : IModels
{
    private int tests;

    public ValueTask<ImmutableArray<LevelModels>> ListAsync(
        TenantId tenant, Guid workspace, CancellationToken cancellation) => ValueTask.FromResult(
        models.List().Select(level => new LevelModels(level.Level, [.. level.Chain.Select(Of)])).ToImmutableArray());

    public async Task<ImmutableArray<ModelTest>> TestAsync(
        TenantId tenant, Guid workspace, CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref tests, 1, 0) != 0)
            throw new OmniSageException(ErrorCodes.LimitReached, "The models are being tested already.");
        try
        {
            return [.. (await models.TestAsync(cancellation)).Select(Of)];
        }
        finally
        {
            Volatile.Write(ref tests, 0);
        }
    }

    private static ModelStatus Of(ModelEntry entry) => new()
    {
        Provider = entry.Provider,
        Model = entry.Model,
        Host = entry.Host,
        State = entry.Health.State.ToString().ToLowerInvariant(),
        Answers = entry.Health.Answers,
        Failures = entry.Health.Failures,
        LatencyMs = entry.Health.LatencyMs,
        LastCode = entry.Health.LastCode,
        LastError = entry.Health.LastError,
        LastErrorUs = entry.Health.LastErrorAt is { } at ? Microseconds.Of(at) : null,
    };

    private static ModelTest Of(ModelTrial trial) => new()
    {
        Provider = trial.Provider,
        Model = trial.Model,
        LatencyMs = trial.LatencyMs,
        InputTokens = trial.InputTokens,
        OutputTokens = trial.OutputTokens,
        Code = trial.Code,
        Error = trial.Error,
    };
}
