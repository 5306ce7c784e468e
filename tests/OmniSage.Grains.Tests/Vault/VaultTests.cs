using OmniSage.GrainInterfaces.Vault;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Vault;

namespace OmniSage.Grains.Tests.Vault;

public sealed class VaultTests
{
    private const string Host = "api.example.com";

    [Fact]
    public async Task Secret_IsSet_Replaced_AndRevoked_AndEachTimeTheValueBeforeIsErased()
    {
        await using var agent = await Agent.StartAsync();
        var vault = Of(agent);

        Assert.Equal(SecretOutcome.NotFound, await vault.SetAsync(Order("openai", "s1:one", replaces: true)));
        Assert.Equal(SecretOutcome.Set, await vault.SetAsync(Order("openai", "s1:one")));
        Assert.Equal(SecretOutcome.Exists, await vault.SetAsync(Order("openai", "s1:two")));
        Assert.Equal("s1:one", (await vault.UseAsync(new("openai", Host, "model"))).Sealed);
        Assert.Equal(
            SecretOutcome.Set, await vault.SetAsync(Order("openai", "s1:two", replaces: true) with { Hosts = null }));
        Assert.Equal("s1:two", (await vault.UseAsync(new("openai", Host, "model"))).Sealed);
        var listed = Assert.Single(await vault.ListAsync());
        Assert.Equal(("openai", 2, Agent.By), (listed.Name, listed.Version, listed.By));
        Assert.Equal([Host], listed.Hosts);
        Assert.NotNull(listed.UsedUs);
        Assert.True(await vault.RevokeAsync("openai", Agent.By));
        Assert.False(await vault.RevokeAsync("openai", Agent.By));
        Assert.Contains("no secret openai", (await vault.UseAsync(new("openai", Host, "model"))).Why);

        var stored = await agent.Service<IHistory>().ReadJournalAsync(
            VaultJournal.Of(new(agent.Id.Tenant, agent.Workspace)), 0, 100, CancellationToken.None);
        Assert.Equal(
            ["secret.set", "secret.used", "secret.set", "payload.erased", "secret.used", "secret.revoked",
                "payload.erased"],
            stored.Select(one => one.Type));
        Assert.All(stored.Where(one => one.Type == "secret.set"), one => Assert.True(one.Payload.IsEmpty));
    }

    [Fact]
    public async Task Vault_AndItsWorkspace_HaveJournalsOfTheirOwn()
    {
        await using var agent = await Agent.StartAsync();
        var id = new WorkspaceId(agent.Id.Tenant, agent.Workspace);
        var workspace = agent.Grain<IWorkspaceGrain>(id.ToGrainKey());
        await workspace.ChangePolicyAsync(new()
        {
            Text = "policy: 1\n", Note = "", Expected = null, Author = new(Agent.By, TenantRole.Owner),
        });
        await Of(agent).SetAsync(Order("openai", "s1:one"));
        await agent.Cluster.DeactivateAsync(workspace);
        await agent.Cluster.DeactivateAsync(Of(agent));

        Assert.Equal(1, (await workspace.GetPolicyAsync()).Version);
        Assert.Equal("openai", Assert.Single(await Of(agent).ListAsync()).Name);
    }

    [Fact]
    public async Task Secret_GoesToTheHostsThatItNames_AndToNoOther()
    {
        await using var agent = await Agent.StartAsync();
        var vault = Of(agent);
        await vault.SetAsync(Order("openai", "s1:one"));

        foreach (var host in new[] { "api.example.com.evil.org", "example.com", "api.example.com:444", "" })
        {
            var refused = await vault.UseAsync(new("openai", host, "model"));
            Assert.Null(refused.Sealed);
            Assert.Contains("may not be sent to", refused.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Secrets_SurviveARestart_AlsoWhenTheLogHoldsErasedOnes()
    {
        await using var agent = await Agent.StartAsync();
        for (var number = 0; number < 300; number++)
            await Of(agent).SetAsync(Order("openai", $"s1:{number}", replaces: number > 0));

        await agent.Cluster.DeactivateAsync(Of(agent));

        Assert.Equal(300, Assert.Single(await Of(agent).ListAsync()).Version);
        Assert.Equal("s1:299", (await Of(agent).UseAsync(new("openai", Host, "model"))).Sealed);
    }

    [Theory]
    [InlineData("", Host)]
    [InlineData("Openai", Host)]
    [InlineData("1key", Host)]
    [InlineData("a/b", Host)]
    [InlineData("openai", "")]
    [InlineData("openai", "https://api.example.com")]
    [InlineData("openai", "api.example.com/path")]
    [InlineData("openai", "user@api.example.com")]
    [InlineData("openai", "*.example.com")]
    [InlineData("openai", "API.example.com")]
    public async Task Secret_OfNoNameOrNoHost_IsRefused(string name, string host)
    {
        await using var agent = await Agent.StartAsync();
        var fault = await Assert.ThrowsAsync<OmniSageException>(
            () => Of(agent).SetAsync(Order(name, "s1:one") with { Hosts = [host] }));
        Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
    }

    [Fact]
    public async Task Secrets_AreBounded()
    {
        await using var agent = await Agent.StartAsync();
        for (var number = 0; number < VaultState.SecretsMax; number++)
            Assert.Equal(SecretOutcome.Set, await Of(agent).SetAsync(Order($"s{number}", "s1:one")));
        Assert.Equal(SecretOutcome.Full, await Of(agent).SetAsync(Order("one-more", "s1:one")));
        Assert.Equal(SecretOutcome.Set, await Of(agent).SetAsync(Order("s0", "s1:two", replaces: true)));
    }

    [Fact]
    public async Task Broker_OpensAValue_AndARevokedOneNoLongerThanASaidTime()
    {
        await using var agent = await Agent.StartAsync();
        var workspace = new WorkspaceId(agent.Id.Tenant, agent.Workspace);
        var box = new PlainBox();
        var broker = new SecretBroker(agent.Cluster.Client, box, agent.Time);
        await Of(agent).SetAsync(Order("openai", await box.SealAsync(workspace, "openai", "key"u8.ToArray(), default)));
        var use = new SecretUse("openai", Host, "model");

        Assert.Equal("key", await broker.OpenAsync(workspace, use, default));
        Assert.Equal("key", await broker.OpenAsync(workspace, use, default));
        Assert.Single(await UsesAsync(agent));
        await Of(agent).RevokeAsync("openai", Agent.By);
        await agent.Cluster.PassAsync(SecretBroker.KeptFor);

        var fault = await Assert.ThrowsAsync<OmniSageException>(() => broker.OpenAsync(workspace, use, default));
        Assert.Equal(ErrorCodes.NotFound, fault.Code);
        Assert.DoesNotContain("key", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<StoredEvent>> UsesAsync(Agent agent) =>
        (await agent.Service<IHistory>().ReadJournalAsync(
            VaultJournal.Of(new(agent.Id.Tenant, agent.Workspace)), 0, 100, CancellationToken.None))
        .Where(one => one.Type == "secret.used");

    private static SetSecret Order(string name, string sealedValue, bool replaces = false) =>
        new() { Name = name, Sealed = sealedValue, Hosts = [Host], Replaces = replaces, By = Agent.By };

    private static IVaultGrain Of(Agent agent) =>
        agent.Grain<IVaultGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey());
}
