namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>What became of a decision. Every value is expected; none is a fault.</summary>
public enum DecideOutcome
{
    /// <summary>It holds; also where the same person decides the same again.</summary>
    Taken,

    /// <summary>There is no such approval.</summary>
    NotFound,

    /// <summary>Others are asked.</summary>
    NotAnApprover,

    /// <summary>Somebody decided it before, or nobody wants it any more.</summary>
    AlreadyDecided,

    /// <summary>It was not decided in time.</summary>
    Expired,

    /// <summary>Another act was seen than the one that is asked for.</summary>
    ActChanged,

    /// <summary>The edited act is one that policy forbids, or none at all.</summary>
    Refused,
}
