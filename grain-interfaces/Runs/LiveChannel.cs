namespace OmniSage.GrainInterfaces.Runs;

/// <summary>What kind of live output it is.</summary>
public enum LiveChannel { Answer, Stdout, Stderr }
