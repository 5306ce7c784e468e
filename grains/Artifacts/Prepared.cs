using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Grains.Artifacts;

/// <summary>What was kept for a call that is not decided yet.</summary>
internal sealed record Prepared(string Call, Artifact Artifact);
