using OmniSage.GrainInterfaces.Accounts;

namespace OmniSage.Grains.Tests.Accounts;

public sealed class AccountTests
{
    private static readonly AccountId Id = new(Ids.Of(7));
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Link_SignsInOnce_AndTheSameWishAgainIsTheSameSession()
    {
        await using var agent = await Agent.StartAsync();
        var account = Find(agent);
        await account.OpenAsync("Ann", isOperator: false);
        await account.OfferSignInAsync(new("link", agent.Id.Tenant, TenantRole.Admin));
        await account.OfferSignInAsync(new("link", agent.Id.Tenant, TenantRole.Owner));

        var session = await account.OpenSessionAsync(new("link", "hash", Hour));

        Assert.Equal(TenantRole.Admin, session!.Role);
        Assert.Equal(session, await account.OpenSessionAsync(new("link", "hash", Hour)));
        Assert.Equal(session, await account.FindSessionAsync("hash"));
        Assert.Equal([session], await account.ListSessionsAsync(agent.Id.Tenant));
        Assert.Null(await account.OpenSessionAsync(new("link", "other", Hour)));
        Assert.Null(await account.OpenSessionAsync(new("never offered", "hash", Hour)));
        Assert.Null(await account.FindSessionAsync("other"));
    }

    [Fact]
    public async Task Session_EndsWhenItIsClosed_AndWhenItsTimeIsOver()
    {
        await using var agent = await Agent.StartAsync();
        var account = Find(agent);
        await account.OpenAsync("Ann", isOperator: false);
        var (first, second) = (await SignInAsync(agent, account, "a"), await SignInAsync(agent, account, "b"));

        Assert.False(await account.CloseSessionAsync(new(Ids.Of(99)), first.Id));
        Assert.True(await account.CloseSessionAsync(agent.Id.Tenant, first.Id));
        Assert.False(await account.CloseSessionAsync(agent.Id.Tenant, first.Id));

        Assert.Null(await account.FindSessionAsync("hash a"));
        Assert.Equal([second], await account.ListSessionsAsync(agent.Id.Tenant));
        await agent.Cluster.PassAsync(Hour);
        Assert.Null(await account.FindSessionAsync("hash b"));
        Assert.False(await account.CloseSessionAsync(agent.Id.Tenant, second.Id));
    }

    [Fact]
    public async Task Link_OfAnAccountThatNobodyOpened_IsRefused()
    {
        await using var agent = await Agent.StartAsync();
        var account = Find(agent);

        var refused = await Assert.ThrowsAsync<OmniSageException>(
            () => account.OfferSignInAsync(new("link", agent.Id.Tenant, TenantRole.Admin)));

        Assert.Equal(ErrorCodes.NotFound, refused.Code);
    }

    private static async Task<Session> SignInAsync(Agent agent, IAccountGrain account, string name)
    {
        await account.OfferSignInAsync(new($"link {name}", agent.Id.Tenant, TenantRole.Owner));
        return (await account.OpenSessionAsync(new($"link {name}", $"hash {name}", Hour)))!;
    }

    /// <summary>Accounts are called in the install's name.</summary>
    private static IAccountGrain Find(Agent agent)
    {
        CallerContext.Set(TenantId.Install, CallerContext.System);
        return agent.Cluster.Client.GetGrain<IAccountGrain>(Id.ToGrainKey());
    }
}
