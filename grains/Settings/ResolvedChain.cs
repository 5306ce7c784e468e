using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.Grains.Settings;

/// <summary>The models that are asked, in their order, and whose settings say so; the install's own are not here.
/// </summary>
internal sealed record ResolvedChain(SettingsOrigin Origin, ImmutableArray<ModelTerms> Links);
