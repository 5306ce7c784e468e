namespace OmniSage.Web.Tests;

/// <summary>The whole way, from the link to an approved task, without a mouse.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    [Fact]
    public async Task Work_IsGivenApprovedAndReadByKeysAlone()
    {
        await using var silo = await WebSilo.StartAsync();
        await silo.RequireSandboxAsync();
        await silo.AskForCommandsAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        var keys = visitor.Page.Keyboard;
        await Assertions.Expect(visitor.Page.GetByPlaceholder("Give OmniSage some work")).ToBeFocusedAsync();
        await keys.TypeAsync("run: echo by-keys-$((1+2))");
        await keys.PressAsync("Enter");
        await visitor.SeeAsync("May this be done?");

        await keys.PressAsync("Escape");
        await keys.TypeAsync("ga");
        await visitor.Main.GetByRole(AriaRole.Heading, new() { Name = "Approvals" }).WaitForAsync();
        await visitor.SeeAsync("May this be done?");
        await keys.PressAsync("j");
        await TabToAsync(visitor, "Allow");
        await keys.PressAsync("Enter");
        await visitor.SeeAsync("Nothing waits for you.");

        await keys.TypeAsync("gr");
        await visitor.SeeAsync("echo by-keys");
        await keys.PressAsync("j");
        await keys.PressAsync("j");
        await keys.PressAsync("k");
        await keys.PressAsync("Enter");
        await visitor.Main.GetByRole(AriaRole.Heading, new() { Name = "Timeline" }).WaitForAsync();
        await keys.TypeAsync("gf");
        await visitor.SeeAsync("There is no file yet.");
        await TabToAsync(visitor, "Upload …");
        await keys.PressAsync("?");
        var help = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" });
        await help.WaitForAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(help).ToHaveCountAsync(0);
        await keys.PressAsync("n");
        await visitor.SeeAsync("What shall be done?");
    }

    [Fact]
    public async Task Letters_ThatAreWritten_AreNoShortcuts()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        var field = visitor.Page.GetByPlaceholder("Give OmniSage some work");

        await field.FillAsync("");
        await field.PressSequentiallyAsync("going nowhere? /n");
        await visitor.Page.Keyboard.PressAsync("Shift+Enter");
        await field.PressSequentiallyAsync("second line");

        await Assertions.Expect(field).ToHaveValueAsync("going nowhere? /n\nsecond line");
    }

    /// <summary>By Tab alone, which has to come there; whatever has the focus on the way has to be seen.</summary>
    private static async Task TabToAsync(Visitor visitor, string name)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var (text, outline) = await FocusAsync(visitor);
            Assert.NotEqual("none", outline);
            if (text == name) return;
        }

        Assert.Fail($"Forty times Tab did not lead to {name}.");
    }

    private static async Task<(string Text, string Outline)> FocusAsync(Visitor visitor)
    {
        var seen = await visitor.Page.EvaluateAsync<string[]>(
            "() => [document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outlineStyle]");
        return (seen[0], seen[1]);
    }
}
