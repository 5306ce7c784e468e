namespace OmniSage.Web.Tests;

/// <summary>
/// Pictures of every page as it stands, in <c>artifacts/screenshots</c>, for people to look at:
/// <c>./omnisage test Screenshots</c>.
/// </summary>
public sealed class Screenshots(Chromium chromium)
{
    private const string Conversation =
        "The two largest folders are `/usr/lib` and `/usr/share`.\n\n"
        + "| Folder | Size |\n|---|---|\n| `/usr/lib` | 412 MB |\n| `/usr/share` | 230 MB |\n\n"
        + "- Most of `/usr/lib` are *shared libraries*.\n- Nothing was changed.\n\n"
        + "More in [the manual](https://example.com/du).";

    [Fact]
    public async Task Pages_AreTaken()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await silo.RequireSandboxAsync();
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = "Our fiscal year starts in May." });
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = "Reports go to the finance team, in English." });
        await using var owner = await Visitor.SignedInAsync(chromium, silo);
        await TalkAsync(owner, silo);
        var thread = await owner.Page.EvaluateAsync<string>("location.hash.slice(2)");
        await silo.AskForCommandsAsync();
        await owner.SayAsync("Delete the build folder");
        (await silo.Puppet!.NextAsync()).Say("I need a command for that.")
            .Delegate("run: rm -rf build && echo cleaned", "Delete the build folder").End();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).WaitForAsync();
        foreach (var look in Look.All) await TakeAllAsync(silo, look, thread);
    }

    private static async Task TalkAsync(Visitor owner, WebSilo silo)
    {
        await owner.BeginAsync("Which folders of /usr are the largest? A table, please.");
        (await silo.Puppet!.NextAsync()).Say("I look at it in a sandbox.")
            .Delegate("run: for d in bin lib share; do du -sh /usr/$d; sleep 0.2; done", "Sizes below /usr", "true")
            .End();
        (await silo.Puppet.NextAsync()).Say(Conversation).End();
        await owner.SeeAsync("Nothing was changed.");
    }

    private async Task TakeAllAsync(WebSilo silo, Look look, string thread)
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
        await PageAsync(visitor, look, "approvals", "May this be done?");
        await PageAsync(visitor, look, "memory", "fiscal year");
        await PageAsync(visitor, look, "policy", "ask for commands");
        await PageAsync(visitor, look, "runs", "Delete the build folder");
        await visitor.Main.GetByRole(AriaRole.Link, new() { Name = "Sizes below /usr" }).First.ClickAsync();
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

    private static async Task PageAsync(Visitor visitor, Look look, string place, string shows)
    {
        await visitor.GoAsync(place);
        await visitor.SeeAsync(shows);
        await TakeAsync(visitor, look, place);
    }

    private static Task<byte[]> TakeAsync(Visitor visitor, Look look, string name) => visitor.Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Tree.Root, "artifacts/screenshots", $"{name}.{look.Name}.png"),
    });
}
