using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>policy.decided</c>, in a run: what policy says of a call that is about to be made, and why.</summary>
/// <param name="Call">The model's id of the call.</param>
/// <param name="Tool">The tool's id.</param>
/// <param name="Version">The tool's version.</param>
/// <param name="PolicyVersion">The version of the workspace's policy.</param>
/// <param name="Verdict">Allow, ask or deny.</param>
/// <param name="Rule">The rule that decides.</param>
/// <param name="Why">For people and for the model.</param>
/// <param name="Grant">The grant that lets it pass, where one does; the use of it is durable.</param>
public sealed record PolicyDecided(
    string Call,
    string Tool,
    int Version,
    int PolicyVersion,
    PolicyVerdict Verdict,
    string Rule,
    string Why,
    Guid? Grant) : EventPayload;
