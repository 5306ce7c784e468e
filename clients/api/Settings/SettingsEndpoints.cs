using Microsoft.AspNetCore.Http.Features;
using OmniSage.Api.Access;
using OmniSage.Api.Documents;
using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.Api.Settings;

internal static class SettingsEndpoints
{
    public static void MapSettings(this RouteGroupBuilder workspace) => workspace.MapDocument(new()
    {
        Kind = "settings",
        Name = "Settings",
        Tag = "Settings",
        Readers = Policies.Read,
        Open = (context, grains) =>
            DoorOf(grains.GetGrain<IWorkspaceGrain>(Scope.Of(context).Workspace.Id.ToGrainKey())),
    });

    /// <summary>The tenant is the credential's, so that no address names one.</summary>
    public static void MapTenantSettings(this RouteGroupBuilder api) =>
        api.MapGroup("/tenant").AddEndpointFilter<RouteGroupBuilder, TenantFilter>().MapDocument(new()
        {
            Kind = "settings",
            Name = "TenantSettings",
            Tag = "Settings",
            Readers = Policies.Manage,
            Open = (context, grains) => DoorOf(grains.GetGrain<ITenantGrain>(
                context.Features.GetRequiredFeature<Caller>().Tenant.ToGrainKey())),
        });

    private static DocumentDoor DoorOf(ISettingsOwner owner) => new(
        owner.GetSettingsTextAsync,
        owner.GetSettingsHistoryAsync,
        owner.ChangeSettingsAsync,
        owner.RollBackSettingsAsync);
}
