namespace OmniSage.GrainInterfaces.Models;

/// <summary>
/// Answers which models an agent's runs ask and how these have done in this process. No grain owns that: it is
/// settings, and what this process saw.
/// </summary>
public interface IModels
{
    ValueTask<ImmutableArray<LevelModels>> ListAsync(
        TenantId tenant, Guid workspace, Guid agent, CancellationToken cancellation);

    /// <summary>
    /// Sends each of them one tiny request. Only one test is under way at a time: another is refused
    /// (<c>limit_reached</c>).
    /// </summary>
    Task<ImmutableArray<ModelTest>> TestAsync(
        TenantId tenant, Guid workspace, Guid agent, CancellationToken cancellation);
}
