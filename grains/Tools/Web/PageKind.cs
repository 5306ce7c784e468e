namespace OmniSage.Grains.Tools.Web;

/// <summary>How an answer of a server can be read.</summary>
internal enum PageKind
{
    Html,
    Text,
    Pdf,

    /// <summary>It cannot.</summary>
    Other,
}
