namespace OmniSage.GrainInterfaces.Policies;

/// <summary>A grant to be made, because someone approved what is asked once.</summary>
/// <param name="Grant">Its id, which whoever orders it chooses (the approval's), so that a repeat makes no second
/// one.</param>
/// <param name="Terms">As the decision offered them.</param>
/// <param name="By">Who approved.</param>
[GenerateSerializer, Immutable, Alias("omnisage.grant-order")]
public sealed record GrantOrder(
    [property: Id(0)] Guid Grant,
    [property: Id(1)] GrantTerms Terms,
    [property: Id(2)] Guid By);
