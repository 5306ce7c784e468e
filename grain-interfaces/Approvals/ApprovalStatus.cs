namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>Where an approval stands. All but <see cref="Open"/> are final.</summary>
public enum ApprovalStatus { Open, Allowed, Denied, Expired, Withdrawn }
