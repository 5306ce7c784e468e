namespace OmniSage.Web.Tests;

public sealed class DelegationTests(Chromium chromium)
{
    [Fact]
    public async Task Task_ShowsWhatItDoesAsItDoesIt_AndHowItEnded()
    {
        await using var silo = await WebSilo.StartAsync();
        await silo.RequireSandboxAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);

        await visitor.BeginAsync(
            "run: echo first-$((1+1)); until [ -e go ]; do sleep 0.1; done & sleep 3; touch go; echo second-$((2+2)); "
            + "check: test -e go");
        var task = visitor.Task(1);
        await task.GetByText("first-2").WaitForAsync();
        await Assertions.Expect(task.Locator(".status")).ToHaveTextAsync("Working");
        await Assertions.Expect(task.Locator(".output")).Not.ToContainTextAsync("second-4");

        await Assertions.Expect(task.Locator(".status")).ToHaveTextAsync("Done, checked");
        await visitor.SeeAsync("its checks passed");
        await task.GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();
        await Assertions.Expect(task.Locator(".output").First).ToContainTextAsync("second-4");
        await task.GetByText("A check passed").WaitForAsync();
    }

    [Fact]
    public async Task Task_ThatIsCancelled_StopsAndSaysSo()
    {
        await using var silo = await WebSilo.StartAsync();
        await silo.RequireSandboxAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("run: echo begun; sleep 600");
        var task = visitor.Task(1);
        await task.Locator(".output").GetByText("begun").WaitForAsync();

        await task.GetByRole(AriaRole.Button, new() { Name = "Cancel task 1" }).ClickAsync();

        await Assertions.Expect(task.Locator(".status")).ToHaveTextAsync("Cancelled");
        await Assertions.Expect(task.GetByRole(AriaRole.Button, new() { Name = "Cancel task 1" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Run_ShowsItsTimelineAndItsTree()
    {
        await using var silo = await WebSilo.StartAsync();
        await silo.RequireSandboxAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("run: echo seen");
        await Assertions.Expect(visitor.Task(1).Locator(".status")).ToHaveTextAsync("Done, unchecked");
        await visitor.Task(1).GetByRole(AriaRole.Button, new() { Name = "Task 1" }).ClickAsync();

        await visitor.Task(1).GetByRole(AriaRole.Link, new() { Name = "Timeline" }).ClickAsync();

        await visitor.SeeAsync("run.completed");
        await Assertions.Expect(visitor.Page.Locator(".tree .row")).ToHaveCountAsync(3);
        await visitor.Page.Locator(".event-head", new() { HasText = "tool.requested" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".payload")).ToContainTextAsync("echo seen");
    }
}
