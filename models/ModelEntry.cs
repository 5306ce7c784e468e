namespace OmniSage.Models;

/// <summary>One model of a chain, as people see it.</summary>
/// <param name="Provider">What people call its provider.</param>
/// <param name="Model">Its provider's name for it.</param>
/// <param name="Host">Where it is, without anything secret.</param>
/// <param name="Health">How it has done.</param>
public sealed record ModelEntry(string Provider, string Model, string Host, ModelHealth Health);
