namespace OmniSage.Models;

/// <summary>A model that may be asked.</summary>
/// <param name="Provider">What people call its provider; null where that is not known.</param>
/// <param name="Model">Its name in the settings.</param>
/// <param name="IsFree">It is built in and costs nothing.</param>
public sealed record AskedModel(string? Provider, string Model, bool IsFree);
