namespace OmniSage.Grains.Vault;

/// <summary>What the vault knows of a secret beside its value.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Seq">The event that holds its value.</param>
/// <param name="Hosts">Where it may be sent.</param>
/// <param name="By">Who set it.</param>
/// <param name="SetUs">When.</param>
/// <param name="UsedUs">When its value was last given out.</param>
internal sealed record KeptSecret(
    int Version, long Seq, ImmutableArray<string> Hosts, Guid By, long SetUs, long? UsedUs);
