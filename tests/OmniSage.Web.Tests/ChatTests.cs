using System.Text.RegularExpressions;

namespace OmniSage.Web.Tests;

public sealed class ChatTests(Chromium chromium)
{
    [Fact]
    public async Task Answer_IsSeenAsItIsSaid_AndStays()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("Tell me something");
        var answer = await silo.Puppet!.NextAsync();
        await visitor.SeeAsync("Thinking");

        answer.Say("First **some");
        await visitor.SeeAsync("First **some");
        answer.Say("thing**, then ");
        await Assertions.Expect(visitor.Page.Locator(".answer.live strong")).ToHaveTextAsync("something");
        answer.Say("the rest.").End();

        await Assertions.Expect(visitor.Page.Locator(".answer.live")).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.Locator(".answer")).ToContainTextAsync("First something, then the rest.");
        await Assertions.Expect(visitor.Page).ToHaveTitleAsync(new Regex("Tell me something"));
        await Assertions.Expect(visitor.Page.Locator(".thread-list")).ToContainTextAsync("Tell me something");
    }

    [Fact]
    public async Task Reload_AndASecondBrowser_ShowTheSame_AlsoInTheMiddle()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await silo.RequireSandboxAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("Work, then talk");
        (await silo.Puppet!.NextAsync()).Say("I start it.").Delegate("run: echo one; false", "Something small").End();
        var answer = (await silo.Puppet.NextAsync()).Say("So far I can ").Say("say this");
        await visitor.SeeAsync("So far I can say this");
        var shown = await visitor.ShownAsync();
        await using var second = await Visitor.SignedInAsync(chromium, silo);

        await visitor.Page.ReloadAsync();
        await second.Page.GotoAsync(visitor.Page.Url);

        foreach (var one in new[] { visitor, second })
        {
            await one.SeeAsync("So far I can say this");
            Assert.Equal(shown, await one.ShownAsync());
        }

        answer.Say(", and no more.").End();
        foreach (var one in new[] { visitor, second })
        {
            await Assertions.Expect(one.Page.Locator(".answer.live")).ToHaveCountAsync(0);
            await one.SeeAsync("So far I can say this, and no more.");
        }

        Assert.Equal(await visitor.ShownAsync(), await second.ShownAsync());
        await visitor.Page.ReloadAsync();
        await visitor.SeeAsync("and no more.");
        Assert.Equal(await second.ShownAsync(), await visitor.ShownAsync());
    }

    [Fact]
    public async Task Restart_InTheMiddle_IsSaid_AndNothingIsLostOrTwice()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("Answer after a while");
        (await silo.Puppet!.NextAsync()).Say("This is cut ");
        await visitor.SeeAsync("This is cut");

        await silo.StopAsync();
        await visitor.Page.GetByText("OmniSage is away").WaitForAsync();
        await visitor.SayAsync("Written while it was away");
        await silo.StartAsync();
        // Whether the message joins the turn before or after it is asked again, one answer comes of both.
        using var over = new CancellationTokenSource();
        var answering = silo.Puppet.AnswerAllAsync("This is whole.", over.Token);
        await Assertions.Expect(visitor.Page.Locator(".said")).ToHaveCountAsync(2);
        await Assertions.Expect(visitor.Page.Locator(".answer:not(.live)")).ToHaveCountAsync(1);
        await Assertions.Expect(visitor.Page.Locator(".answer.live")).ToHaveCountAsync(0);
        await over.CancelAsync();
        await answering;

        await Assertions.Expect(visitor.Page.GetByText("OmniSage is away")).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.Locator(".answer")).ToContainTextAsync("This is whole.");
        await Assertions.Expect(visitor.Page.Locator(".chat-column")).Not.ToContainTextAsync("This is cut");
        var shown = await visitor.ShownAsync();
        await visitor.Page.ReloadAsync();
        await visitor.SeeAsync("This is whole.");
        Assert.Equal(shown, await visitor.ShownAsync());
    }

    [Fact]
    public async Task Turn_ThatIsStoppedOrFails_SaysSo()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("Talk for ever");
        (await silo.Puppet!.NextAsync()).Say("And then ");
        await visitor.SeeAsync("And then");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();

        await visitor.SeeAsync("This turn was cancelled");
        await Assertions.Expect(visitor.Page.Locator(".answer.live")).ToHaveCountAsync(0);
    }
}
