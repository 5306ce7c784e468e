using OmniSage.Models.Providers;
using OmniSage.Models.Settings;

namespace OmniSage.Models.Chains;

/// <summary>
/// Where the keys of somebody's chains come from. Chains of the same owner share the connections and the health of what
/// they ask in the same way; nobody else's do, as a provider's refusals are about a key.
/// </summary>
/// <param name="Owner">Whose they are: equal for chains that may share.</param>
/// <param name="KeyOf">Brings the key of a link; null where the link wants none.</param>
public sealed record ChainKeys(object Owner, Func<LinkOptions, ModelKey?> KeyOf);
