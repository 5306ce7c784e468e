namespace OmniSage.GrainInterfaces.Policies;

/// <summary>Who changes policy; owners and admins may.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-author")]
public sealed record PolicyAuthor([property: Id(0)] Guid Account, [property: Id(1)] TenantRole Role)
{
    public bool MayChange => Role is TenantRole.Owner or TenantRole.Admin;
}
