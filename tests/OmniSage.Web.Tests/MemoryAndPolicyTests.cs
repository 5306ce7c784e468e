namespace OmniSage.Web.Tests;

public sealed class MemoryAndPolicyTests(Chromium chromium)
{
    [Fact]
    public async Task Fact_IsFound_AndForgotten()
    {
        await using var silo = await WebSilo.StartAsync();
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = "Our fiscal year starts in May." });
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = "The printer is on the third floor." });
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync("memory");
        await Assertions.Expect(visitor.Page.Locator(".fact")).ToHaveCountAsync(2);

        await visitor.Page.GetByPlaceholder("Search memory").FillAsync("printer");
        await Assertions.Expect(visitor.Page.Locator(".fact")).ToHaveCountAsync(1);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Why" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByText("Somebody typed it in.").WaitForAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Forget …" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Forget", Exact = true }).ClickAsync();

        await visitor.SeeAsync("Nothing fits.");
        await visitor.Page.GetByPlaceholder("Search memory").FillAsync("");
        await Assertions.Expect(visitor.Page.Locator(".fact")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Policy_IsChangedOnlyWhenItIsRight_AndCanBeBroughtBack()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync("policy");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        var field = visitor.Page.GetByLabel("The whole document");
        var before = await field.InputValueAsync();
        var save = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save as version" });

        await field.FillAsync("policy: 1\nrules:\n  - name: one\n    then: perhaps\n");
        await save.ClickAsync();
        await visitor.SeeAsync("The policy is not acceptable yet:");
        await visitor.Page.Locator(".faults button").First.ClickAsync();
        await Assertions.Expect(field).ToBeFocusedAsync();
        await field.FillAsync("policy: 1\nrules:\n  - name: mine\n    when: {tool: shell.run}\n    then: ask each\n");
        await visitor.Page.GetByLabel("Why, in one line").FillAsync("careful now");
        await save.ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("pre.document")).ToContainTextAsync("name: mine");
        await visitor.SeeAsync("careful now");
        await visitor.Page.Locator(".rows .row").Last.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".diff .added").First).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "current again" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("pre.document")).Not.ToContainTextAsync("name: mine");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        Assert.Equal(before, await field.InputValueAsync());
    }
}
