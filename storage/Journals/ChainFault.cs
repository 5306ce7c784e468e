namespace OmniSage.Storage.Journals;

/// <summary>The first position of a journal that is not as it was written, and what is wrong there.</summary>
public sealed record ChainFault(long Seq, string Reason);
