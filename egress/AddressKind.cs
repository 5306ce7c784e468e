namespace OmniSage.Egress;

/// <summary>What an address leads to.</summary>
internal enum AddressKind
{
    /// <summary>The public internet.</summary>
    Public,

    /// <summary>This machine, its network or its cloud: only for hosts that the settings list.</summary>
    Private,

    /// <summary>Nobody's, everybody's, or another address in disguise: for no host.</summary>
    Never,
}
