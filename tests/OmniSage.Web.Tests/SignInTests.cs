namespace OmniSage.Web.Tests;

public sealed class SignInTests(Chromium chromium)
{
    [Fact]
    public async Task Link_SignsInOnce_AndLeavesTheAddress()
    {
        await using var silo = await WebSilo.StartAsync();
        var link = await silo.LinkAsync();
        await using var first = await Visitor.ComeAsync(chromium, silo);
        await first.Page.GotoAsync(link);
        await first.SeeAsync("What shall be done?");
        Assert.DoesNotContain("sign-in", first.Page.Url, StringComparison.Ordinal);

        await using var second = await Visitor.ComeAsync(chromium, silo);
        await second.Page.GotoAsync(link);
        await second.SeeAsync("This link cannot be used any more.");
        await second.SeeAsync("./omnisage link");

        await first.Page.ReloadAsync();
        await first.SeeAsync("What shall be done?");
        Assert.Equal("", await first.Page.EvaluateAsync<string>("document.cookie"));
    }

    [Fact]
    public async Task Nobody_IsToldHowToComeIn()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, silo);

        await visitor.GoAsync("runs");

        await visitor.SeeAsync("This browser is not signed in.");
    }

    [Fact]
    public async Task Browser_SignedOutFromAnother_IsOutAtItsNextStep()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var first = await Visitor.SignedInAsync(chromium, silo);
        await using var second = await Visitor.SignedInAsync(chromium, silo);
        await first.GoAsync("sessions");

        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out the other browser" }).ClickAsync();
        await Assertions.Expect(first.Main.GetByText("Another browser")).ToHaveCountAsync(0);
        await second.GoAsync("memory");

        await second.SeeAsync("This browser is not signed in.");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out this browser" }).ClickAsync();
        await first.SeeAsync("This browser is not signed in.");
    }
}
