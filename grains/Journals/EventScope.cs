namespace OmniSage.Grains.Journals;

/// <summary>What all events of one draft share.</summary>
/// <param name="Tenant">Whose they are.</param>
/// <param name="Workspace">The workspace, where there is one.</param>
/// <param name="Thread">The thread whose feed they belong to, where there is one.</param>
/// <param name="Actor">Who caused them: an account's id, or <see cref="CallerContext.System"/>.</param>
internal sealed record EventScope(TenantId Tenant, Guid? Workspace, Guid? Thread, string Actor);
