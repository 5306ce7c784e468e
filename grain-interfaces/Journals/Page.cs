namespace OmniSage.GrainInterfaces.Journals;

/// <summary>A bounded part of a list, newest first, and the opaque cursor of the next part, if there is one.</summary>
public sealed record Page<T>(ImmutableArray<T> Items, string? Next);
