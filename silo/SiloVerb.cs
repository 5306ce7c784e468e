namespace OmniSage.Silo;

/// <summary>What the process is to do.</summary>
internal enum SiloVerb { Up, Doctor, Sandboxd }
