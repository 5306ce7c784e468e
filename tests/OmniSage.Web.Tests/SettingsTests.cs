namespace OmniSage.Web.Tests;

public sealed class SettingsTests(Chromium chromium)
{
    private const string WithAgents =
        "settings: 1\nagents:\n  clerk:\n    name: The <b>clerk</b>\n    instructions: Answer in one line.\n";

    [Fact]
    public async Task Models_AreChangedByAForm_AndBroughtBack()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync("settings");
        await visitor.SeeAsync("as the operator configured it");

        await PressAsync(visitor, "Models for all levels …");
        var form = visitor.Page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("Model, by its provider's name").FillAsync("large: <img src=x>");
        await form.GetByLabel("The provider's address").FillAsync("https://api.example.com/v1");
        await form.GetByLabel("The secret that holds the key").FillAsync("example-key");
        await PressAsync(visitor, "Add one for when these fail");
        await form.GetByLabel("Model, by its provider's name").Last.FillAsync("small");
        await form.GetByLabel("The provider's address").Last.FillAsync("https://api.example.org/v1");
        await form.GetByLabel("Protocol").Last.SelectOptionAsync("anthropic");
        await form.GetByRole(AriaRole.Button, new() { Name = "Ask earlier" }).ClickAsync();
        await PressAsync(visitor, "Save as version 1");

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await visitor.SeeAsync("by these settings");
        await Assertions.Expect(visitor.Page.Locator(".level .chain").First.Locator("li").First)
            .ToContainTextAsync("small");
        await Assertions.Expect(visitor.Page.Locator(".level .chain").First.Locator("li").Last)
            .ToContainTextAsync("large: <img src=x>");
        await Assertions.Expect(visitor.Page.Locator("pre.document")).ToContainTextAsync("key: example-key");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Version 0" }).ClickAsync();
        await PressAsync(visitor, "Make version 0 current again");
        await visitor.SeeAsync("as the operator configured it");
        await PressAsync(visitor, "Test");
        await Assertions.Expect(visitor.Page.Locator(".tests")).ToContainTextAsync("the built-in model");
    }

    [Fact]
    public async Task Models_ThatAPersonWroteOtherwise_AreLeftToThatPerson_AndFaultsAreTold()
    {
        await using var silo = await WebSilo.StartAsync();
        await silo.SendAsync(HttpMethod.Put, "settings", new
        {
            text = "settings: 1\nmodels:\n  default:\n    # cheap\n"
                + "    - {model: a, url: 'https://api.example.com/v1'}\n",
        });
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);

        await visitor.GoAsync("settings");

        await visitor.SeeAsync("The models are written in a form that only the text shows");
        await PressAsync(visitor, "Edit as text");
        await visitor.Page.GetByLabel("The whole document").FillAsync("settings: 1\nmodels: none\n");
        await PressAsync(visitor, "Save as version 2");
        await visitor.SeeAsync("The settings are not acceptable yet:");
        await Assertions.Expect(visitor.Page.Locator(".faults button")).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Agent_IsChosenForANewConversation()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await silo.SendAsync(HttpMethod.Put, "settings", new { text = WithAgents });
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync("settings");
        await visitor.SeeAsync("The <b>clerk</b>");
        await visitor.GoAsync("");

        await visitor.Page.GetByLabel("With").SelectOptionAsync("clerk");
        await visitor.BeginAsync("Hello");

        (await silo.Puppet!.NextAsync()).Say("Hello from the clerk.").End();
        await visitor.SeeAsync("Hello from the clerk.");
        var threads = await silo.GetAsync("threads");
        Assert.Equal("clerk", threads.GetProperty("items")[0].GetProperty("agent").GetString());
    }

    private static Task PressAsync(Visitor visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
