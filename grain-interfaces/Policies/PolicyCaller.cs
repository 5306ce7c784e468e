namespace OmniSage.GrainInterfaces.Policies;

/// <summary>
/// On whose behalf a call is made. A role that is not known is taken for any when it would forbid, and for none when
/// it would allow; no account stands for the silo itself.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-caller")]
public sealed record PolicyCaller([property: Id(0)] Guid? Account, [property: Id(1)] TenantRole? Role);
