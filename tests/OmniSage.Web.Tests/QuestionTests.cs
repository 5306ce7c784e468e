namespace OmniSage.Web.Tests;

public sealed class QuestionTests(Chromium chromium)
{
    private const string Goal = "ask: Which colour? red | blue";

    [Fact]
    public async Task Question_IsCounted_AnsweredInTheConversation_AndTheTaskGoesOn()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await AskedAsync(silo);
        await Assertions.Expect(visitor.Page.Locator(".badge")).ToContainTextAsync("1");
        await Assertions.Expect(visitor.Page.Locator(".asks")).ToContainTextAsync("Task 1 waits for you.");
        // What other channels read in words, the card says here.
        await Assertions.Expect(visitor.Page.Locator(".chat-column")).Not.ToContainTextAsync("/answer");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "blue" }).ClickAsync();

        await SayDoneAsync(silo);
        await visitor.SeeAsync("Blue it is.");
        await Assertions.Expect(visitor.Page.Locator(".asks")).ToContainTextAsync("Task 1 asked something.");
        await Assertions.Expect(visitor.Page.Locator(".badge")).ToHaveCountAsync(0);
        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".question-answer")).ToHaveTextAsync("You: blue");
        var shown = await visitor.ShownAsync();
        await visitor.Page.ReloadAsync();
        await visitor.SeeAsync("Blue it is.");
        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();
        await visitor.Page.Locator(".question-answer").WaitForAsync();
        Assert.Equal(shown, await visitor.ShownAsync());
    }

    [Fact]
    public async Task Question_AnsweredOnTheApprovalsPage_IsAnsweredInTheConversationToo()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await AskedAsync(silo);
        await visitor.Page.GetByLabel("Or another answer").FillAsync("half written");
        await using var other = await Visitor.SignedInAsync(chromium, silo);
        await other.GoAsync("approvals");

        await other.Page.GetByLabel("Or another answer").FillAsync("green, if there is any");
        await other.Page.Keyboard.PressAsync("Enter");

        await other.SeeAsync("Nothing waits for you.");
        await Assertions.Expect(visitor.Page.GetByLabel("Or another answer")).ToHaveCountAsync(0);
        await SayDoneAsync(silo);
        await visitor.SeeAsync("Blue it is.");
        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();
        await visitor.SeeAsync("A task asked, and was answered");
        await Assertions.Expect(visitor.Page.Locator(".question-answer"))
            .ToHaveTextAsync("You: green, if there is any");
    }

    [Fact]
    public async Task Question_OfATaskThatIsCancelled_IsOver()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await AskedAsync(silo);

        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Cancel task 1" }).ClickAsync();

        await Assertions.Expect(visitor.Task(1).Locator(".status")).ToHaveTextAsync("Cancelled");
        await Assertions.Expect(visitor.Page.Locator(".badge")).ToHaveCountAsync(0);
        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();
        await visitor.SeeAsync("A task asked, and has ended since");
    }

    [Fact]
    public async Task Question_IsAnsweredByKeysAlone_AndSaidAloud()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await AskedAsync(silo);
        await Assertions.Expect(visitor.Page.Locator("[aria-live=polite]").First)
            .ToContainTextAsync("A task asks you: Which colour?");
        var keys = visitor.Page.Keyboard;

        await keys.PressAsync("Escape");
        await keys.TypeAsync("ga");
        await visitor.Main.GetByRole(AriaRole.Heading, new() { Name = "Approvals" }).WaitForAsync();
        await visitor.SeeAsync("Which colour?");
        await keys.PressAsync("j");
        await keys.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "red" })).ToBeFocusedAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");

        await visitor.SeeAsync("Nothing waits for you.");
        await SayDoneAsync(silo);
    }

    private static async Task SayDoneAsync(WebSilo silo) => (await silo.Puppet!.NextAsync()).Say("Blue it is.").End();

    private async Task<Visitor> AskedAsync(WebSilo silo)
    {
        var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("Paint it");
        (await silo.Puppet!.NextAsync()).Say("I ask for the colour.").Delegate(Goal, "Paint it").End();
        await visitor.Task(1).GetByText("Which colour?").First.WaitForAsync();
        return visitor;
    }
}
