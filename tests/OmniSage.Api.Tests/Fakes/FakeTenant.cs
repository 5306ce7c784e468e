using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>A tenant that has settings, and nothing else.</summary>
[GrainType("tenant")]
internal sealed class FakeTenant(World world) : Grain, ITenantGrain
{
    private readonly FakeDocument settings = new("settings: 1\n");

    public Task<SettingsSnapshot> GetSettingsAsync() => throw new NotSupportedException();

    public Task<DocumentText?> GetSettingsTextAsync(int? version)
    {
        world.Claims.Add(CallerContext.Tenant?.Text);
        return settings.FindAsync(version);
    }

    public Task<ImmutableArray<DocumentVersion>> GetSettingsHistoryAsync(int? before, int max) =>
        settings.ListAsync(before, max);

    public Task<DocumentReceipt> ChangeSettingsAsync(DocumentChange change) => settings.ChangeAsync(change);

    public Task<DocumentReceipt> RollBackSettingsAsync(DocumentRollback rollback) => settings.RollBackAsync(rollback);

    public Task OpenAsync(string name, Guid owner) => throw new NotSupportedException();

    public Task<Guid> AddWorkspaceAsync(string slug, string name, Guid by) => throw new NotSupportedException();

    public Task GrantKeyAsync(Guid key, Guid account, string hash) => throw new NotSupportedException();

    public Task RevokeKeyAsync(Guid key, Guid by) => throw new NotSupportedException();
}
