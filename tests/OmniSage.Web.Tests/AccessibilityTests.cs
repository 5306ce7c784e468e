namespace OmniSage.Web.Tests;

public sealed class AccessibilityTests(Chromium chromium)
{
    public static TheoryData<string> Looks => [.. Look.All.Select(look => look.Name)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_MeetWcag(string name)
    {
        var look = Look.All.Single(one => one.Name == name);
        await using var silo = await WebSilo.StartAsync();
        await silo.RequireSandboxAsync();
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = "Our fiscal year starts in May." });
        await using var visitor = await Visitor.ComeAsync(chromium, silo, look);
        await visitor.GoAsync("");
        await visitor.SeeAsync("This browser is not signed in");
        await LookAsync(visitor, "sign-in");
        await visitor.Page.GotoAsync(await silo.LinkAsync());
        await visitor.SeeAsync("What shall be done?");
        await LookAsync(visitor, "new");
        await visitor.BeginAsync("run: echo one; echo two; check: false");
        await Assertions.Expect(visitor.Task(1).Locator(".status")).ToHaveTextAsync("Failed");
        await silo.AskForCommandsAsync();
        await visitor.SayAsync("run: echo three");
        await visitor.SeeAsync("May this be done?");
        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();
        await visitor.Task(1).GetByText("A check did not pass").First.WaitForAsync();
        await LookAsync(visitor, "chat");
        foreach (var (place, shows) in new[]
        {
            ("approvals", "May this be done?"), ("memory", "fiscal year"), ("policy", "ask for commands"),
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
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Edit …" }).ClickAsync();
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
        await visitor.GoAsync("runs");
        await visitor.Main.Locator(".row").First.ClickAsync();
        await visitor.SeeAsync("run.started");
        await visitor.Page.Locator(".event-head").First.ClickAsync();
        await LookAsync(visitor, "run");
    }

    private static Task LookAsync(Visitor visitor, string where) => Axe.FindsNothingAsync(visitor.Page, where);
}
