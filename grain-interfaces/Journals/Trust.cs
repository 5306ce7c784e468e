namespace OmniSage.GrainInterfaces.Journals;

/// <summary>How far a value's origin is to be believed, lowest first: joining values takes the lowest.</summary>
public enum Trust { Untrusted, Tool, Member, System }
