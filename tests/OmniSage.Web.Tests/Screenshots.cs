namespace OmniSage.Web.Tests;

/// <summary>
/// Pictures of every page as it stands, in <c>artifacts/screenshots</c>, for people to look at:
/// <c>./omnisage test Screenshots</c>.
/// </summary>
public sealed class Screenshots(Chromium chromium)
{
    /// <summary>The picture that README shows, taken anew only on demand: with <c>OMNISAGE_GOLDEN=write</c>.</summary>
    private const string Shown = "docs/images/chat.png";

    [Fact]
    public async Task Pages_AreTaken()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true, UsageTests.Bound);
        await silo.RequireSandboxAsync();
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = "Our fiscal year starts in May." });
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = "Reports go to the finance team, in English." });
        await using var owner = await Visitor.SignedInAsync(chromium, silo);
        await Stage.QuestionAsync(owner, silo);
        var question = await owner.Page.EvaluateAsync<string>("location.hash.slice(2)");
        await owner.GoAsync("");
        await Stage.PlayAsync(owner, silo);
        var thread = await owner.Page.EvaluateAsync<string>("location.hash.slice(2)");
        await Stage.AskAsync(owner, silo);
        foreach (var look in Look.All) await TakeAllAsync(silo, look, thread, question);
        if (Environment.GetEnvironmentVariable("OMNISAGE_GOLDEN") == "write") await ShowAsync(silo, thread);
    }

    private async Task TakeAllAsync(WebSilo silo, Look look, string thread, string question)
    {
        await using var visitor = await Visitor.ComeAsync(chromium, silo, look);
        await visitor.GoAsync("");
        await visitor.Page.GetByText("This browser is not signed in").WaitForAsync();
        await TakeAsync(visitor, look, "sign-in");
        await visitor.Page.GotoAsync(await silo.LinkAsync());
        await visitor.Page.GetByPlaceholder("Give OmniSage some work").WaitForAsync();
        await TakeAsync(visitor, look, "new");
        await visitor.GoAsync(thread);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).WaitForAsync();
        await TakeAsync(visitor, look, "chat");
        await visitor.Page.Locator(".chat-scroll").EvaluateAsync("area => area.scrollTo(0, 0)");
        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();
        await visitor.Task(1).GetByText("A check passed").WaitForAsync();
        await TakeAsync(visitor, look, "task");
        await visitor.Task(2).GetByRole(AriaRole.Button, new() { Name = "Task 2" }).ClickAsync();
        await visitor.Task(2).Locator("img.raster").ScrollIntoViewIfNeededAsync();
        await TakeAsync(visitor, look, "task-image");
        await visitor.GoAsync(question);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mill Lane 12" }).WaitForAsync();
        await TakeAsync(visitor, look, "question");
        await PageAsync(visitor, look, "approvals", "May this be done?");
        await PageAsync(visitor, look, "memory", "fiscal year");
        await PageAsync(visitor, look, "policy", "Version");
        await PageAsync(visitor, look, "usage", "By person");
        await PageAsync(visitor, look, "settings", "coordinator");
        await PageAsync(visitor, look, "files", "orders.csv");
        await PageAsync(visitor, look, "files/brand%2Fvoice.md", "Numbers first.");
        await PageAsync(visitor, look, "files/reports%2Fchart.png", "A task published it");
        await PageAsync(visitor, look, "artifacts", "board.md");
        await PageAsync(visitor, look, "runs", "Summary for the board");

        await visitor.Main.GetByRole(AriaRole.Link, new() { Name = "Add up May's orders" }).First.ClickAsync();
        await visitor.SeeAsync("run.completed");
        await TakeAsync(visitor, look, "run");
        await PageAsync(visitor, look, "sessions", "This browser");
        await visitor.Page.Keyboard.PressAsync("?");
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await TakeAsync(visitor, look, "keys");
        if (!look.IsPhone) return;
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await TakeAsync(visitor, look, "menu");
    }

    /// <summary>A conversation from its beginning, as somebody reads it.</summary>
    private async Task ShowAsync(WebSilo silo, string thread)
    {
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync(thread);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).WaitForAsync();
        await visitor.Page.Locator(".chat-scroll").EvaluateAsync("area => area.scrollTo(0, 0)");
        await visitor.Page.GetByText("Latest").WaitForAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Tree.Root, Shown) });
    }

    private static async Task PageAsync(Visitor visitor, Look look, string place, string shows)
    {
        await visitor.GoAsync(place);
        await visitor.SeeAsync(shows);
        await TakeAsync(visitor, look, place);
    }

    private static Task<byte[]> TakeAsync(Visitor visitor, Look look, string name)
    {
        var file = $"{Uri.UnescapeDataString(name).Replace('/', '-')}.{look.Name}.png";
        return visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Tree.Root, "artifacts/screenshots", file) });
    }
}
