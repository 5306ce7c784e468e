using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Accounts;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Tests.Fixtures;
using OmniSage.Storage.Workspaces;

namespace OmniSage.Storage.Tests.Directories;

/// <summary>What every database must do with accounts, keys and names.</summary>
public abstract class DirectorySuite(StorageFixture storage)
{
    private static readonly DateTimeOffset Then = DateTimeOffset.UnixEpoch.AddYears(50);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDirectory Directory => storage.Get<IDirectory>();

    [Fact]
    public async Task Key_OfAMember_StandsForThatMember()
    {
        var (tenant, account, key, hash) = Names(1);
        await storage.Queue.CommitAsync(new UnitOfWork(tenant)
            .Change(TenantRows.Upsert(tenant, "Acme", Then))
            .Change(MemberRows.Upsert(tenant, account, TenantRole.Admin, Then))
            .Change(KeyRows.Insert(tenant, key, hash, account, null, Then, null)));
        Assert.Equal(
            new Caller(account, tenant, TenantRole.Admin, key), await Directory.FindCallerAsync(hash, Cancellation));
        Assert.Contains(tenant, await storage.Get<TenantList>().ReadAsync(null, 1000, Cancellation));
    }

    [Fact]
    public async Task Member_IsKnownInItsOwnTenantOnly()
    {
        var (tenant, account, _, _) = Names(40);
        await storage.Queue.CommitAsync(new UnitOfWork(tenant)
            .Change(MemberRows.Upsert(tenant, account, TenantRole.Admin, Then)));
        Assert.Equal(TenantRole.Admin, await Directory.FindRoleAsync(tenant, account, Cancellation));
        Assert.Null(await Directory.FindRoleAsync(Names(41).Tenant, account, Cancellation));
        Assert.Null(await Directory.FindRoleAsync(tenant, Names(41).Account, Cancellation));
    }

    [Theory]
    [InlineData(TenantRole.Auditor, TenantRole.Auditor)]
    [InlineData(TenantRole.Owner, TenantRole.Member)]
    public async Task Key_WithARole_NeverRaisesTheMembers(TenantRole role, TenantRole expected)
    {
        var (tenant, account, key, hash) = Names(2 + (int)role);
        await storage.Queue.CommitAsync(new UnitOfWork(tenant)
            .Change(MemberRows.Upsert(tenant, account, TenantRole.Member, Then))
            .Change(KeyRows.Insert(tenant, key, hash, account, role, Then, null)));
        Assert.Equal(expected, (await Directory.FindCallerAsync(hash, Cancellation))!.Role);
    }

    [Fact]
    public async Task Key_UnknownExpiredRevokedOrOfNoMember_StandsForNobody()
    {
        var now = TimeProvider.System.GetUtcNow();
        var expired = Names(10);
        var revoked = Names(11);
        var stranger = Names(12);
        await storage.Queue.CommitAsync(new UnitOfWork(expired.Tenant)
            .Change(MemberRows.Upsert(expired.Tenant, expired.Account, TenantRole.Member, Then))
            .Change(KeyRows.Insert(expired.Tenant, expired.Key, expired.Hash, expired.Account, null, Then, now)));
        await storage.Queue.CommitAsync(new UnitOfWork(revoked.Tenant)
            .Change(MemberRows.Upsert(revoked.Tenant, revoked.Account, TenantRole.Member, Then))
            .Change(KeyRows.Insert(revoked.Tenant, revoked.Key, revoked.Hash, revoked.Account, null, Then, null))
            .Change(KeyRows.Revoke(revoked.Tenant, revoked.Key, now)));
        await storage.Queue.CommitAsync(new UnitOfWork(stranger.Tenant)
            .Change(KeyRows.Insert(stranger.Tenant, stranger.Key, stranger.Hash, stranger.Account, null, Then, null)));
        foreach (var hash in new[] { expired.Hash, revoked.Hash, stranger.Hash, new byte[32] })
        {
            Assert.Null(await Directory.FindCallerAsync(hash, Cancellation));
        }
    }

    [Fact]
    public async Task Role_OfAMember_IsKnownInItsTenantOnly_AndReadOnceASecond()
    {
        var (tenant, account, _, _) = Names(20);
        var time = new HandClock();
        var directory = new Storage.Directories.Directory(storage.Database, time);
        Task SetAsync(RowChange change) => storage.Queue.CommitAsync(new UnitOfWork(tenant).Change(change));
        ValueTask<TenantRole?> RoleAsync() => directory.FindRoleAsync(tenant, account, Cancellation);
        Assert.Null(await RoleAsync());
        await SetAsync(MemberRows.Upsert(tenant, account, TenantRole.Admin, Then));
        Assert.Null(await RoleAsync());
        time.Passed += TimeSpan.FromSeconds(1);
        Assert.Equal(TenantRole.Admin, await RoleAsync());
        Assert.Null(await directory.FindRoleAsync(storage.NewTenant(), account, Cancellation));
        await SetAsync(MemberRows.Drop(tenant, account));
        // What is known is not read again, so a call that follows costs nothing.
        Assert.Equal(TenantRole.Admin, await RoleAsync());
        time.Passed += TimeSpan.FromSeconds(1);
        Assert.Null(await RoleAsync());
    }

    [Fact]
    public async Task Workspace_BySlugOrId_IsFoundInItsTenantOnly()
    {
        var workspace = new WorkspaceSummary(new(storage.NewTenant(), storage.Ids.Next()), "default", "Default \0");
        await storage.Queue.CommitAsync(
            new UnitOfWork(workspace.Id.Tenant).Change(WorkspaceRows.Upsert(workspace, Then)));
        var expected = workspace with { Name = "Default \ufffd" };
        var tenant = workspace.Id.Tenant;
        Assert.Equal(expected, await Directory.FindWorkspaceAsync(tenant, "default", Cancellation));
        Assert.Equal(
            expected, await Directory.FindWorkspaceAsync(tenant, workspace.Id.Value.ToString("N"), Cancellation));
        Assert.Null(await Directory.FindWorkspaceAsync(storage.NewTenant(), "default", Cancellation));
        Assert.Null(await Directory.FindWorkspaceAsync(tenant, "de\0fault", Cancellation));
        Assert.Null(await Directory.FindWorkspaceAsync(tenant, new string('x', 10_000), Cancellation));
    }

    [Fact]
    public async Task Workspace_SlugTaken_IsRefused()
    {
        var tenant = storage.NewTenant();
        UnitOfWork Unit() => new UnitOfWork(tenant)
            .Change(WorkspaceRows.Upsert(new(new(tenant, storage.Ids.Next()), "taken", "Taken"), Then));
        await storage.Queue.CommitAsync(Unit());
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => storage.Queue.CommitAsync(Unit()));
        Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
    }

    [Fact]
    public async Task Account_First_IsNoticed()
    {
        var unit = new UnitOfWork(TenantId.Install);
        unit.Change(AccountRows.Upsert(new(storage.Ids.Next()), "Ada", isOperator: true, Then));
        await storage.Queue.CommitAsync(unit);
        var directory = new Storage.Directories.Directory(storage.Database, TimeProvider.System);
        Assert.True(await directory.HasAccountAsync(Cancellation));
    }

    private (TenantId Tenant, AccountId Account, Guid Key, byte[] Hash) Names(int number) => (
        storage.NewTenant(),
        new(storage.Ids.Next()),
        storage.Ids.Next(),
        System.Security.Cryptography.SHA256.HashData([(byte)number, .. storage.Ids.Next().ToByteArray()]));

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
