namespace OmniSage.Api.Tests.Fakes;

/// <summary>An account that keeps links and sessions in the world, and lets none expire.</summary>
[GrainType("account")]
internal sealed class FakeAccount(World world) : Grain, IAccountGrain
{
    private static long opened;

    public Task OpenAsync(string name, bool isOperator) => Task.CompletedTask;

    public Task OfferSignInAsync(SignInOffer offer)
    {
        world.Links[offer.Hash] = offer;
        return Task.CompletedTask;
    }

    public Task<Session?> OpenSessionAsync(OpenSession command)
    {
        if (!world.Links.TryRemove(command.Link, out var link)) return Task.FromResult<Session?>(null);
        var now = Interlocked.Increment(ref opened);
        var session = new Session(Guid.CreateVersion7(), link.Tenant, link.Role, now, 4_000_000_000_000_000);
        world.Sessions[command.Hash] = session;
        return Task.FromResult<Session?>(session);
    }

    public Task<Session?> FindSessionAsync(string hash) =>
        Task.FromResult(world.Sessions.GetValueOrDefault(hash));

    public Task<ImmutableArray<Session>> ListSessionsAsync(TenantId tenant) =>
        Task.FromResult<ImmutableArray<Session>>(
            [.. world.Sessions.Values.Where(one => one.Tenant == tenant).OrderByDescending(one => one.OpenedUs)]);

    public Task<bool> CloseSessionAsync(TenantId tenant, Guid session)
    {
        var known = world.Sessions.Where(one => one.Value.Tenant == tenant && one.Value.Id == session).ToList();
        foreach (var one in known) world.Sessions.TryRemove(one.Key, out _);
        return Task.FromResult(known.Count > 0);
    }
}
