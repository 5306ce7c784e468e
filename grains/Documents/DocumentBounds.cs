namespace OmniSage.Grains.Documents;

/// <summary>The bounds of every document (limits in ARCHITECTURE.md); its size is in its contract.</summary>
internal static class DocumentBounds
{
    public const int DepthMax = 8;
    public const int FaultsMax = 20;

    /// <summary>Older versions are in the log, and no longer in the history.</summary>
    public const int VersionsMax = 1_000;

    /// <summary>Versions that one call lists.</summary>
    public const int ListedMax = 200;
}
