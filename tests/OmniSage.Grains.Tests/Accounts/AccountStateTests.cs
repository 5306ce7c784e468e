using OmniSage.GrainInterfaces.Accounts;
using OmniSage.Grains.Accounts;

namespace OmniSage.Grains.Tests.Accounts;

public sealed class AccountStateTests
{
    private const long Minute = 60_000_000;
    private static readonly TenantId Tenant = new(Ids.Of(1));
    private static readonly AccountState Offered = Offer(AccountState.Empty, "link", 0);

    [Fact]
    public void Link_OpensOneSession()
    {
        var opened = Open(Offered, "link", "one", 1);

        Assert.Equal(new Session(Ids.Of(1), Tenant, TenantRole.Admin, 1, 1 + (60 * Minute)), opened.Find("one", 2));
        Assert.Empty(opened.Open(Wish("link", "two"), Ids.Of(2), 2));
        Assert.Null(opened.Find("two", 2));
    }

    [Theory]
    [InlineData((10 * Minute) - 1, true)]
    [InlineData(10 * Minute, false)]
    public void Link_LastsTenMinutes(long atUs, bool opens) =>
        Assert.Equal(opens, Offered.Open(Wish("link", "one"), Ids.Of(1), atUs).Length == 1);

    [Theory]
    [InlineData((60 * Minute), true)]
    [InlineData((60 * Minute) + 1, false)]
    public void Session_LastsItsTime(long atUs, bool isThere)
    {
        var opened = Open(Offered, "link", "one", 1);

        Assert.Equal(isThere, opened.Find("one", atUs) is not null);
        Assert.Equal(isThere, opened.OpenIn(Tenant, atUs).Any());
        Assert.Empty(opened.OpenIn(new(Ids.Of(2)), atUs));
    }

    [Fact]
    public void Session_ThatIsClosed_IsWorthNothing()
    {
        var closed = Open(Offered, "link", "one", 1).Apply(new SessionClosed(Ids.Of(1), "signed out"), 2);

        Assert.Null(closed.Find("one", 3));
    }

    [Fact]
    public void Links_PastTheLimit_TakeThePlaceOfTheOldest()
    {
        var state = AccountState.Empty;
        for (var at = 0; at <= AccountState.LinksMax; at++) state = Offer(state, $"link {at}", at);

        Assert.Equal(AccountState.LinksMax, state.Links.Count);
        Assert.Empty(state.Open(Wish("link 0", "one"), Ids.Of(1), 30));
        Assert.Single(state.Open(Wish("link 1", "one"), Ids.Of(1), 30));
    }

    [Fact]
    public void Sessions_PastTheLimit_CloseTheOldest()
    {
        var state = AccountState.Empty;
        for (var at = 0; at <= AccountState.SessionsMax; at++)
            state = Open(Offer(state, $"link {at}", at), $"link {at}", $"session {at}", at);

        Assert.Equal(AccountState.SessionsMax, state.OpenIn(Tenant, 100).Count());
        Assert.Null(state.Find("session 0", 100));
        Assert.NotNull(state.Find("session 1", 100));
    }

    [Fact]
    public void WhatExpired_LeavesTheState()
    {
        var state = Open(Offered, "link", "one", 1);
        var later = Open(Offer(state, "other", 100 * Minute), "other", "two", 100 * Minute);

        Assert.Equal(["two"], later.Sessions.Keys);
        Assert.Equal(["late"], Offer(Offer(AccountState.Empty, "early", 0), "late", 20 * Minute).Links.Keys);
    }

    private static OpenSession Wish(string link, string hash) => new(link, hash, TimeSpan.FromHours(1));

    private static AccountState Offer(AccountState state, string link, long atUs) => state.Apply(
        new SessionOffered(link, Tenant.Value, TenantRole.Admin, atUs + (10 * Minute)), atUs);

    private static AccountState Open(AccountState state, string link, string hash, long atUs) =>
        state.Open(Wish(link, hash), Ids.Of((int)atUs), atUs).Aggregate(state, (now, one) => now.Apply(one, atUs));
}
