namespace OmniSage.GrainInterfaces.Policies;

/// <summary>What became of the wish to use a grant. Only <see cref="Used"/> lets the call pass.</summary>
public enum GrantUse { Used, UsedUp, Expired, NotFound }
