namespace OmniSage.Web.Tests;

public sealed class ApprovalTests(Chromium chromium)
{
    [Fact]
    public async Task Command_ThatIsAllowed_IsDone()
    {
        await using var silo = await StartAsync();
        await using var visitor = await AskedAsync(silo, "run: echo done-$((6*7))");
        await Assertions.Expect(visitor.Page.Locator(".argument")).ToHaveTextAsync("echo done-$((6*7))");
        await visitor.SeeAsync("ask for commands");

        await PressAsync(visitor, "Allow");

        await visitor.SeeAsync("done-42");
        await Assertions.Expect(visitor.Task(1).Locator(".status")).ToHaveTextAsync("Done, unchecked");
    }

    [Fact]
    public async Task Command_ThatIsDenied_IsNotDone_AndTheReasonIsTold()
    {
        await using var silo = await StartAsync();
        await using var visitor = await AskedAsync(silo, "run: echo done-$((6*7))");

        await PressAsync(visitor, "Deny …");
        await visitor.Page.GetByLabel("Why not?").FillAsync("not on a Friday");
        await PressAsync(visitor, "Deny");

        await visitor.SeeAsync("not on a Friday");
        await Assertions.Expect(visitor.Main.GetByText("done-42")).ToHaveCountAsync(0);
        await visitor.GoAsync("approvals");
        await visitor.SeeAsync("Nothing waits for you.");
        await PressAsync(visitor, "All");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Denied" }).ClickAsync();
        await visitor.SeeAsync("Note: not on a Friday");
    }

    [Fact]
    public async Task Command_ThatIsEdited_IsDoneAsEdited()
    {
        await using var silo = await StartAsync();
        await using var visitor = await AskedAsync(silo, "run: echo done-$((6*7))");
        await PressAsync(visitor, "Edit …");
        var field = visitor.Page.GetByLabel("Arguments, as a JSON object");
        await Assertions.Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("echo done"));
        await field.FillAsync("{\"command\":");
        await visitor.SeeAsync("This is no JSON object yet.");
        await Assertions.Expect(
            visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Allow with these" })).ToBeDisabledAsync();

        await field.FillAsync("{\"command\": \"echo edited-$((5*5))\"}");
        await PressAsync(visitor, "Allow with these");

        await visitor.SeeAsync("edited-25");
        await Assertions.Expect(visitor.Main.GetByText("done-42")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Decision_OnTheApprovalsPage_IsSeenInTheConversationOfAnotherBrowser()
    {
        await using var silo = await StartAsync();
        await using var visitor = await AskedAsync(silo, "run: echo done-$((6*7))");
        await using var approver = await Visitor.SignedInAsync(chromium, silo);
        await Assertions.Expect(approver.Page.Locator(".badge")).ToContainTextAsync("1");
        await approver.GoAsync("approvals");

        await PressAsync(approver, "Allow");

        await visitor.SeeAsync("done-42");
        await Assertions.Expect(
            visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true })).ToHaveCountAsync(0);
        await approver.SeeAsync("Nothing waits for you.");
    }

    private static async Task<WebSilo> StartAsync()
    {
        var silo = await WebSilo.StartAsync();
        await silo.RequireSandboxAsync();
        await silo.AskForCommandsAsync();
        return silo;
    }

    private static Task PressAsync(Visitor visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private async Task<Visitor> AskedAsync(WebSilo silo, string message)
    {
        var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync(message);
        await visitor.SeeAsync("May this be done?");
        return visitor;
    }
}
