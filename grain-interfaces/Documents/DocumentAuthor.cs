namespace OmniSage.GrainInterfaces.Documents;

/// <summary>Who changes a document; owners and admins may.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.document-author")]
public sealed record DocumentAuthor([property: Id(0)] Guid Account, [property: Id(1)] TenantRole Role)
{
    public bool MayChange => Role is TenantRole.Owner or TenantRole.Admin;
}
