namespace OmniSage.Models.Telemetry;

/// <summary>
/// What figures and spans call a model. An operator's names are few; those that tenants choose are anybody's words, so
/// figures keep them together under one.
/// </summary>
internal sealed record ModelNames(string Provider, string Model)
{
    public static ModelNames BuiltIn { get; } = new("offline", "offline");

    public static ModelNames OfOthers { get; } = new("custom", "custom");
}
