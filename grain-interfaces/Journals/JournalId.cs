namespace OmniSage.GrainInterfaces.Journals;

/// <summary>Names one journal: an append-only hash chain that exactly one grain writes.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.journal-id")]
public readonly record struct JournalId(
    [property: Id(0)] TenantId Tenant,
    [property: Id(1)] JournalKind Kind,
    [property: Id(2)] Guid Value);
