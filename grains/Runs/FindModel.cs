using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Runs;

/// <summary>
/// Says whom a run asks: the one place where models are chosen. By default by the settings of the agent, the workspace,
/// the tenant and the install, in this order; a host may register another.
/// </summary>
internal delegate ValueTask<IChatClient> FindModel(ModelPlace place, CancellationToken cancellation);

/// <summary>Who asks: a run, which names its tenant, where it is and for which agent, and the level.</summary>
internal sealed record ModelPlace(RunId Run, RunPlace Place, string Level);
