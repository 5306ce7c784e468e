namespace OmniSage.GrainInterfaces.Documents;

/// <summary>What became of a wish to change a document. Every value is expected; none is a fault.</summary>
public enum DocumentOutcome
{
    /// <summary>It is a new version now.</summary>
    Changed,

    /// <summary>The current version says just that already.</summary>
    Unchanged,

    /// <summary>Another version is current than the author has seen.</summary>
    Conflict,

    /// <summary>The document is not acceptable; the faults say where.</summary>
    Invalid,

    /// <summary>The author's role does not allow it.</summary>
    NotAllowed,

    /// <summary>There is no such version.</summary>
    NotFound,
}
