using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.GrainInterfaces.Vault;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Tests.Fixtures;
using OmniSage.Storage.Vault;

namespace OmniSage.Storage.Tests.Vault;

/// <summary>
/// What every database must do with the tenants' keys, and what a sealed value must not do. Each test has a database of
/// its own, as an install has one master key.
/// </summary>
public abstract class VaultSuite<TStorage> : IAsyncLifetime
    where TStorage : StorageFixture, new()
{
    private readonly TStorage storage = new();
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-vault-").FullName;

    private string KeyFile => Path.Combine(folder, "inner", "master-key");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Value_OpensForItsWorkspaceAndName_AndForNothingElse()
    {
        await using var services = await OpenAsync();
        var box = services.GetRequiredService<ISecretBox>();
        var workspace = new WorkspaceId(storage.NewTenant(), storage.Ids.Next());
        var value = Encoding.UTF8.GetBytes("sk-very-secret");

        var sealedValue = await box.SealAsync(workspace, "openai", value, Ct);

        Assert.DoesNotContain("secret", sealedValue, StringComparison.Ordinal);
        Assert.NotEqual(sealedValue, await box.SealAsync(workspace, "openai", value, Ct));
        Assert.Equal(value, await box.OpenAsync(workspace, "openai", sealedValue, Ct));
        await ChangedAsync(() => box.OpenAsync(workspace, "other", sealedValue, Ct));
        await ChangedAsync(() => box.OpenAsync(
            workspace with { Value = storage.Ids.Next() }, "openai", sealedValue, Ct));
        await ChangedAsync(() => box.OpenAsync(
            workspace with { Tenant = storage.NewTenant() }, "openai", sealedValue, Ct));
        await ChangedAsync(() => box.OpenAsync(workspace, "openai", "s1:", Ct));
        await ChangedAsync(() => box.OpenAsync(workspace, "openai", "sk-very-secret", Ct));
        for (var at = "s1:".Length; at < sealedValue.Length; at += 5)
        {
            var other = sealedValue[at] == 'A' ? 'B' : 'A';
            var changed = $"{sealedValue[..at]}{other}{sealedValue[(at + 1)..]}";
            await ChangedAsync(() => box.OpenAsync(workspace, "openai", changed, Ct));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SecretValue.BytesMax + 1)]
    public async Task Value_OutsideItsBounds_IsRefused(int bytes)
    {
        await using var services = await OpenAsync();
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => services.GetRequiredService<ISecretBox>()
            .SealAsync(new(storage.NewTenant(), storage.Ids.Next()), "x", new byte[bytes], Ct));
        Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
    }

    [Fact]
    public async Task KeysAreKept_SoThatAnotherProcessOpensWhatThisOneSealed_AlsoWhenBothBegin()
    {
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();
        var workspace = new WorkspaceId(storage.NewTenant(), storage.Ids.Next());
        var value = new byte[] { 1, 2, 3 };

        var made = await Task.WhenAll(new[] { one, two }.Select(services =>
            services.GetRequiredService<ISecretBox>().SealAsync(workspace, "x", value, Ct)));

        foreach (var box in new[] { one, two }.Select(services => services.GetRequiredService<ISecretBox>()))
            foreach (var sealedValue in made) Assert.Equal(value, await box.OpenAsync(workspace, "x", sealedValue, Ct));
    }

    [Fact]
    public async Task MasterKey_IsForItsOwnerOnly_AndWithoutItNothingOpens()
    {
        await using var services = await OpenAsync();
        var workspace = new WorkspaceId(storage.NewTenant(), storage.Ids.Next());
        var sealedValue = await services.GetRequiredService<ISecretBox>().SealAsync(workspace, "x", new byte[9], Ct);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        var key = await File.ReadAllTextAsync(KeyFile, Ct);

        File.Delete(KeyFile);
        await MissingAsync(workspace, sealedValue, "Restore it");
        Assert.False(File.Exists(KeyFile), "A new key was begun beside the one that is used.");
        await File.WriteAllTextAsync(KeyFile, Convert.ToBase64String(new byte[32]), Ct);
        await MissingAsync(workspace, sealedValue, "Restore it");
        await File.WriteAllTextAsync(KeyFile, "rubbish", Ct);
        await MissingAsync(workspace, sealedValue, "holds no master key");
        await File.WriteAllTextAsync(KeyFile, key, Ct);

        await using var again = await OpenAsync();
        var box = again.GetRequiredService<ISecretBox>();
        Assert.Equal(new byte[9], await box.OpenAsync(workspace, "x", sealedValue, Ct));
    }

    [Fact]
    public async Task DataKey_IsNowhereInTheDatabase()
    {
        await using var services = await OpenAsync();
        var tenant = storage.NewTenant();
        var box = services.GetRequiredService<ISecretBox>();
        await box.SealAsync(new(tenant, storage.Ids.Next()), "x", new byte[9], Ct);

        var key = await services.GetRequiredService<TenantKeys>().GetAsync(tenant, Ct);

        var stored = await services.GetRequiredService<Database>().ReadAsync(
            tenant,
            connection => connection.Command(TenantKeyRows.Query, tenant.Text, (long)TenantKeyRows.Version)
                .ListAsync(TenantKeyRows.Read, Ct),
            Ct);
        Assert.Equal(32, key.Length);
        Assert.True(Assert.Single(stored).Bytes.AsSpan().IndexOf(key) < 0);
    }

    public ValueTask InitializeAsync() => storage.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private Task<ServiceProvider> OpenAsync() => storage.OpenAsync(services =>
        services.Configure<VaultOptions>(options => options.MasterKeyFile = KeyFile));

    private async Task MissingAsync(WorkspaceId workspace, string sealedValue, string says)
    {
        await using var services = await OpenAsync();
        var fault = await Assert.ThrowsAsync<OmniSageException>(() =>
            services.GetRequiredService<ISecretBox>().OpenAsync(workspace, "x", sealedValue, Ct));
        Assert.Equal(ErrorCodes.StorageUnavailable, fault.Code);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    private static async Task ChangedAsync(Func<Task<byte[]>> open) => Assert.Equal(
        ErrorCodes.JournalCorrupt, (await Assert.ThrowsAsync<OmniSageException>(open)).Code);
}
