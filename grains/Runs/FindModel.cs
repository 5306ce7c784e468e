using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Runs;

/// <summary>
/// Says whom a run asks: the one place where models are chosen. By default the level's model of the install; a host
/// may register one that knows more.
/// </summary>
internal delegate ValueTask<IChatClient> FindModel(ModelPlace place, CancellationToken cancellation);

/// <summary>Who asks: a run, which names its tenant, where it is and for which agent, and the level.</summary>
internal sealed record ModelPlace(RunId Run, RunPlace Place, string Level);
