namespace OmniSage.GrainInterfaces.Journals;

/// <summary>Who may see a value, widest first: joining values takes the highest.</summary>
public enum Sensitivity { Public, Internal, Personal, Secret }
