namespace OmniSage.Grains.Coordinators;

/// <summary>The approval that the thread last showed people for a task.</summary>
/// <param name="Approval">Its id.</param>
/// <param name="ExpiresUs">Until when: what is told late does not pass for a newer one.</param>
internal sealed record ShownApproval(Guid Approval, long ExpiresUs);
