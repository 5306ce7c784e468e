namespace OmniSage.Web.Tests;

public sealed class PhoneTests(Chromium chromium)
{
    [Fact]
    public async Task Page_OnAPhone_FitsAndLeadsEverywhere()
    {
        await using var silo = await WebSilo.StartAsync(settle: UsageTests.Bound);
        await silo.RequireSandboxAsync();
        await silo.AskForCommandsAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo, Look.Phone);
        await visitor.BeginAsync("run: echo " + new string('x', 300));
        await visitor.SeeAsync("May this be done?");
        await FitsAsync(visitor, "the conversation");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).TapAsync();
        await Assertions.Expect(visitor.Task(1).Locator(".status")).ToHaveTextAsync("Done, unchecked");

        await visitor.SayAsync($"ask: {new string('q', 200)}? {new string('a', 90)} | no");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "no", Exact = true }).WaitForAsync();
        await FitsAsync(visitor, "a question");
        var path = $"{new string('d', 100)}/{new string('f', 100)}.png";
        await silo.PutFileAsync(path, Pictures.Png(1200, 80));
        await visitor.GoAsync($"files/{Uri.EscapeDataString(path)}");
        await visitor.Page.Locator("img.raster").WaitForAsync();
        await FitsAsync(visitor, "a file");

        foreach (var place in new[] { "Approvals", "Runs", "Files", "Memory", "Policy", "Usage", "Settings" })
        {
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).TapAsync();
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = place }).TapAsync();
            await visitor.Main.GetByRole(AriaRole.Heading, new() { Name = place, Exact = true }).WaitForAsync();
            await Assertions.Expect(visitor.Page.Locator(".frame.open")).ToHaveCountAsync(0);
            await FitsAsync(visitor, place);
        }

        await visitor.GoAsync("runs");
        await visitor.Main.Locator(".row").First.TapAsync();
        await visitor.SeeAsync("run.started");
        await FitsAsync(visitor, "a run");
    }

    /// <summary>Nothing is wider than the window, and what is to be tapped can be.</summary>
    private static async Task FitsAsync(Visitor visitor, string where)
    {
        var wide = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main *')]
              .filter(one => !one.closest('pre, table') && !one.classList.contains('unseen-text'))
              .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
              .map(one => one.outerHTML.slice(0, 100))
            """);
        Assert.True(wide.Length == 0, $"{where}: wider than the window:\n{string.Join('\n', wide)}");
        var small = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, .places a, .row')]
              .filter(one => one.checkVisibility())
              .map(one => [one, one.getBoundingClientRect()])
              .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
              .map(([one]) => one.outerHTML.slice(0, 100))
            """);
        Assert.True(small.Length == 0, $"{where}: too small to be tapped:\n{string.Join('\n', small)}");
    }
}
