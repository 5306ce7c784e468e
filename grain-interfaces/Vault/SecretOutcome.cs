namespace OmniSage.GrainInterfaces.Vault;

/// <summary>What became of a <see cref="SetSecret"/>.</summary>
public enum SecretOutcome
{
    Set,

    /// <summary>There is one of this name, and the order does not say that it replaces it.</summary>
    Exists,

    /// <summary>There is none of this name to replace.</summary>
    NotFound,

    /// <summary>The workspace has as many as it may.</summary>
    Full,
}
