namespace OmniSage.Web.Tests;

public sealed class AccessibilityTests(Chromium chromium)
{
    public static TheoryData<string> Looks => [.. Look.All.Select(look => look.Name)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_MeetWcag(string name)
    {
        var look = Look.All.Single(one => one.Name == name);
        await using var silo = await WebSilo.StartAsync(settle: UsageTests.Bound);
        await silo.RequireSandboxAsync();
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = "Our fiscal year starts in May." });
        await silo.PutFileAsync("notes.md", "# Plan\n\nBuy milk.\n"u8.ToArray());
        await using var visitor = await Visitor.ComeAsync(chromium, silo, look);
        await visitor.GoAsync("");
        await visitor.SeeAsync("This browser is not signed in");
        await LookAsync(visitor, "sign-in");
        await visitor.Page.GotoAsync(await silo.LinkAsync());
        await visitor.SeeAsync("What shall be done?");
        await LookAsync(visitor, "new");
        await visitor.BeginAsync("run: echo one; echo two; check: false");
        await Assertions.Expect(visitor.Task(1).Locator(".status")).ToHaveTextAsync("Failed");
        await visitor.SayAsync("run: echo by a task > made.txt; publish made.txt");
        await visitor.SeeAsync("files.publish");
        await silo.AskForCommandsAsync();
        await visitor.SayAsync("run: echo three");
        await Assertions.Expect(visitor.Main.GetByText("May this be done?")).ToHaveCountAsync(2);
        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();
        await visitor.Task(1).GetByText("A check did not pass").First.WaitForAsync();
        await LookAsync(visitor, "chat");
        await visitor.SayAsync("ask: Which colour? red | blue");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "blue", Exact = true }).WaitForAsync();
        await LookAsync(visitor, "chat, asking");
        foreach (var (place, shows) in new[]
        {
            ("approvals", "May this be done?"), ("files", "notes.md"), ("files/notes.md", "Buy milk."),
            ("artifacts", "made.txt"), ("usage", "By day"), ("settings", "coordinator"),
            ("memory", "fiscal year"), ("policy", "ask for commands"),
            ("runs", "echo three"), ("sessions", "This browser"), ("nowhere", "There is no such page."),
        })
        {
            await visitor.GoAsync(place);
            await visitor.SeeAsync(shows);
            await LookAsync(visitor, place);
        }

        await MoreAsync(visitor);
    }

    private static async Task MoreAsync(Visitor visitor)
    {
        await visitor.GoAsync("approvals");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Edit …" }).First.ClickAsync();
        await LookAsync(visitor, "approvals, editing");
        await visitor.GoAsync("policy");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await visitor.Page.GetByLabel("The whole document").FillAsync("policy: 1\nrules: nonsense\n");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save as version" }).ClickAsync();
        await visitor.SeeAsync("not acceptable yet");
        await LookAsync(visitor, "policy, editing");
        await visitor.GoAsync("memory");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Forget …" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await LookAsync(visitor, "forgetting");
        await visitor.GoAsync("files/notes.md");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete …" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await LookAsync(visitor, "deleting");
        await visitor.GoAsync("settings");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Models for all levels …" }).ClickAsync();
        await LookAsync(visitor, "models");
        await visitor.GoAsync("artifacts");
        await visitor.Main.Locator(".file-row").First.ClickAsync();
        await visitor.SeeAsync("by a task");
        await LookAsync(visitor, "artifact");
        await visitor.GoAsync("runs");
        await visitor.Main.Locator(".row").First.ClickAsync();
        await visitor.SeeAsync("run.started");
        await visitor.Page.Locator(".event-head").First.ClickAsync();
        await LookAsync(visitor, "run");
    }

    private static Task LookAsync(Visitor visitor, string where) => Axe.FindsNothingAsync(visitor.Page, where);
}
