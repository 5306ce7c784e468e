using Microsoft.Extensions.DependencyInjection;
using OmniSage.Grains.Budgets;

namespace OmniSage.Web.Tests;

public sealed class UsageTests(Chromium chromium)
{
    /// <summary>A price for every model, and limits that are not reached.</summary>
    internal static void Bound(IServiceCollection services)
    {
        services.PostConfigure<PriceOptions>(options =>
            options.Models.Add(new() { Model = "*", Input = 2.5m, Output = 10m }));
        services.PostConfigure<BudgetOptions>(options =>
        {
            options.Workspace.DayMoney = 1;
            options.User.MonthTokens = 1_000_000;
        });
    }

    [Fact]
    public async Task Usage_ShowsWhatWorkTook_AndHowFarTheBudgetsAre()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true, Bound);
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync("usage");
        await visitor.SeeAsync("No model was asked in this time.");
        await visitor.GoAsync("");
        await AskAsync(visitor, silo);

        await visitor.GoAsync("usage");

        var chart = visitor.Page.Locator(".chart [role=img]");
        await Assertions.Expect(chart).ToContainTextAsync("Cost by day: the most on");
        await Assertions.Expect(visitor.Page.Locator(".totals")).ToContainTextAsync("$0.0067");
        await Assertions.Expect(visitor.Page.Locator("table.usage", new() { HasText = "By model" }))
            .ToContainTextAsync(Puppet.Model);
        await Assertions.Expect(visitor.Page.Locator("table.usage", new() { HasText = "By person" }))
            .ToContainTextAsync("you");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Meter)).ToHaveCountAsync(2);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Tokens" }).ClickAsync();
        await Assertions.Expect(chart).ToContainTextAsync("Tokens by day: the most on");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "7 days" }).ClickAsync();
        await visitor.Page.GetByText("As a table").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("details table.usage tbody tr")).ToHaveCountAsync(1);
        await visitor.GoAsync("runs");
        await visitor.Main.Locator(".row").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".run-facts")).ToContainTextAsync("tokens in");
        await Assertions.Expect(visitor.Page.Locator(".run-facts")).ToContainTextAsync("$0.0067");
    }

    [Fact]
    public async Task Usage_WithoutPrices_SaysSo()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await AskAsync(visitor, silo);

        await visitor.GoAsync("usage");

        await visitor.SeeAsync("calls were of models without a price.");
        await visitor.SeeAsync("No limit is set.");
        await Assertions.Expect(visitor.Page.Locator(".totals")).ToContainTextAsync("no price");
    }

    private static async Task AskAsync(Visitor visitor, WebSilo silo)
    {
        await visitor.BeginAsync("Say something");
        (await silo.Puppet!.NextAsync()).Say("Something.").End();
        await visitor.Page.Locator(".answer:not(.live)").GetByText("Something.").WaitForAsync();
    }
}
