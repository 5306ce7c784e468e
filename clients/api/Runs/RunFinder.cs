using OmniSage.Api.Access;

namespace OmniSage.Api.Runs;

/// <summary>Finds the run of an address for a caller; what is elsewhere is not there.</summary>
internal static class RunFinder
{
    public static async Task<RunSummary?> FindRunAsync(
        this IHistory history, Scope scope, string run, CancellationToken cancellation)
    {
        if (!Scope.TryParseId(run, out var value)) return null;
        var summary = await history.FindRunAsync(new(scope.Tenant, value), cancellation);
        return summary?.Workspace == scope.Workspace.Id.Value ? summary : null;
    }
}
