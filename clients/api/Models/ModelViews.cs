using OmniSage.GrainInterfaces.Models;
using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.Api.Models;

/// <summary>
/// A level, the models that are asked for it in their order, and whose settings say so: the install's, the tenant's,
/// the workspace's or the agent's.
/// </summary>
internal sealed record ModelLevelView(string Level, SettingsOrigin From, IReadOnlyList<ModelView> Chain)
{
    public static ModelLevelView Of(LevelModels level) =>
        new(level.Level, level.Origin, [.. level.Chain.Select(ModelView.Of)]);
}

/// <summary>One model, and how it has done since the server started.</summary>
internal sealed record ModelView(
    string Provider,
    string Model,
    string Host,
    string State,
    long Answers,
    long Failures,
    long? LatencyMs,
    string? LastCode,
    string? LastError,
    string? LastErrorAt)
{
    public static ModelView Of(ModelStatus model) => new(
        model.Provider,
        model.Model,
        model.Host,
        model.State,
        model.Answers,
        model.Failures,
        model.LatencyMs,
        model.LastCode,
        model.LastError,
        model.LastErrorUs is { } at ? Timestamp.Text(at) : null);
}

/// <summary>What came of a tiny request to one model; code and error of one that did not answer.</summary>
internal sealed record ModelTestView(
    string Provider, string Model, long LatencyMs, long InputTokens, long OutputTokens, string? Code, string? Error)
{
    public static ModelTestView Of(ModelTest test) => new(
        test.Provider, test.Model, test.LatencyMs, test.InputTokens, test.OutputTokens, test.Code, test.Error);
}
