namespace OmniSage.GrainInterfaces.Policies;

/// <summary>What policy says of a call, mildest first: of several, the strictest holds.</summary>
public enum PolicyVerdict { Allow, Ask, Deny }
