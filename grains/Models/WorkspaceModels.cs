using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.GrainInterfaces.Settings;
using OmniSage.GrainInterfaces.Vault;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Settings;
using OmniSage.Grains.Vault;
using OmniSage.Models;
using OmniSage.Models.Chains;
using OmniSage.Models.Providers;
using OmniSage.Models.Settings;

namespace OmniSage.Grains.Models;

/// <summary>
/// Whom the agents of a workspace ask: the chain of the nearest settings that name one, with keys out of the
/// workspace's vault, else the install's. A key is opened when a call is made, and no earlier.
/// </summary>
internal sealed class WorkspaceModels(
    SettingsBook settings, ChainBuilder chains, SecretBroker secrets, IServiceProvider services)
{
    /// <summary>What a secret is used for, in the log.</summary>
    private const string Purpose = "model";

    public async ValueTask<IChatClient> FindAsync(ModelPlace place, CancellationToken cancellation)
    {
        var workspace = new WorkspaceId(place.Run.Tenant, place.Place.Workspace);
        return Find(await settings.FindAsync(workspace), workspace, place.Place.Agent, place.Level).Client;
    }

    /// <summary>The same by what held at one moment, and whose settings say so.</summary>
    public (SettingsOrigin Origin, IChatClient Client) Find(
        EffectiveSettings held, WorkspaceId workspace, Guid agent, string level)
    {
        if (held.IsUnreadable)
        {
            throw new ModelFaultException(
                ModelErrors.SettingsUnreadable,
                "The settings of this workspace or of its tenant cannot be read; an owner has to write valid ones.");
        }

        var chain = held.ChainOf(agent, level);
        return chain.Links.IsEmpty
            ? (SettingsOrigin.Install, services.GetRequiredKeyedService<IChatClient>(level))
            : (chain.Origin, chains.Build(LevelOf(chain.Links), new(workspace, link => KeyOf(workspace, link))));
    }

    private static LevelOptions LevelOf(ImmutableArray<ModelTerms> links)
    {
        var level = new LevelOptions();
        foreach (var link in links) level.Chain.Add(link.ToLink());
        return level;
    }

    private ModelKey? KeyOf(WorkspaceId workspace, LinkOptions link)
    {
        if (link.Key is not { } name) return null;
        var use = new SecretUse(name, SecretHosts.Of(new Uri(link.Url!)), Purpose);
        return async cancellation => await OpenAsync(workspace, use, cancellation);
    }

    private async Task<string> OpenAsync(WorkspaceId workspace, SecretUse use, CancellationToken cancellation)
    {
        try
        {
            return await secrets.OpenAsync(workspace, use, cancellation);
        }
        catch (OmniSageException fault)
        {
            throw fault.Code is ErrorCodes.NotFound
                ? new ModelFaultException(
                    ModelErrors.NoKey, $"{fault.Message} See ./omnisage secret list.", fault)
                : new ModelFaultException(ModelErrors.Unavailable, "The vault does not open just now.", fault);
        }
    }
}
