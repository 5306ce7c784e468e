using OmniSage.Models.Chains;
using OmniSage.Models.Offline;

namespace OmniSage.Models;

/// <summary>Tells which models a client may ask, so that one can know what that costs at the most.</summary>
public static class AskedModels
{
    /// <summary>The provider of the built-in model.</summary>
    public const string BuiltIn = "offline";

    /// <summary>All of a chain; else the one that there is.</summary>
    public static ImmutableArray<AskedModel> ModelsOf(this IChatClient client) =>
        client.GetService(typeof(ModelChain)) is ModelChain chain
            ? [.. chain.Links.Select(link => new AskedModel(link.Provider, link.Model, link.Client.IsBuiltIn()))]
            : client.IsBuiltIn() ? [new(BuiltIn, OfflineModel.ModelId, IsFree: true)]
            : client.GetService(typeof(ChatClientMetadata)) is ChatClientMetadata known
                ? [new(known.ProviderName, known.DefaultModelId ?? Unknown, IsFree: false)]
                : [new(null, Unknown, IsFree: false)];

    private const string Unknown = "unknown";
}
