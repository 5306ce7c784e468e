using OmniSage.GrainInterfaces.Models;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Settings;
using OmniSage.Models;

namespace OmniSage.Grains.Models;

/// <summary>Tells of the models that a workspace's agents ask, wherever they are set.</summary>
internal sealed class ModelDesk(SettingsBook settings, WorkspaceModels models, ModelInspector inspector) : IModels
{
    private int tests;

    public async ValueTask<ImmutableArray<LevelModels>> ListAsync(
        TenantId tenant, Guid workspace, Guid agent, CancellationToken cancellation)
    {
        var id = new WorkspaceId(tenant, workspace);
        var held = await settings.FindAsync(id);
        return
        [
            .. ModelLevels.All.Select(level =>
            {
                var (origin, client) = models.Find(held, id, agent, level);
                return new LevelModels(level, [.. inspector.List(client).Select(Of)], origin);
            }),
        ];
    }

    public async Task<ImmutableArray<ModelTest>> TestAsync(
        TenantId tenant, Guid workspace, Guid agent, CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref tests, 1, 0) != 0)
            throw new OmniSageException(ErrorCodes.LimitReached, "The models are being tested already.");
        try
        {
            var id = new WorkspaceId(tenant, workspace);
            var held = await settings.FindAsync(id);
            var clients = ModelLevels.All.Select(level => models.Find(held, id, agent, level).Client).ToList();
            return [.. (await inspector.TestAsync(clients, cancellation)).Select(Of)];
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
