using Microsoft.Extensions.DependencyInjection;
using OmniSage.Api;

namespace OmniSage.Web.Tests;

public sealed class FileTests(Chromium chromium)
{
    private static readonly FilePayload Notes = new()
    {
        Name = "notes.md", MimeType = "text/markdown", Buffer = "# Plan\n\nBuy **milk**.\n"u8.ToArray(),
    };

    [Fact]
    public async Task File_IsUploaded_LookedAt_Downloaded_Replaced_AndDeleted()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync("files");
        await visitor.SeeAsync("There is no file yet.");
        await visitor.Page.GetByLabel("into folder").FillAsync("plans");
        await UploadAsync(visitor, Notes);
        await visitor.SeeAsync("uploaded");

        await visitor.Main.GetByRole(AriaRole.Link, new() { Name = "plans/notes.md" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".sheet strong")).ToHaveTextAsync("milk");
        await visitor.SeeAsync("A person put it here: you.");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "As it is written" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("pre.document")).ToContainTextAsync("Buy **milk**.");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Equal("notes.md", download.SuggestedFilename);
        Assert.Equal(Notes.Buffer, await File.ReadAllBytesAsync(
            await download.PathAsync(), TestContext.Current.CancellationToken));

        await visitor.GoAsync("files");
        await visitor.Page.GetByLabel("into folder").FillAsync("plans");
        await UploadAsync(visitor, new FilePayload { Name = "notes.md", MimeType = "", Buffer = "Other"u8.ToArray() });
        await visitor.SeeAsync("There is a file of this name.");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Replace" }).ClickAsync();
        await visitor.SeeAsync("uploaded");
        await visitor.Main.GetByRole(AriaRole.Link, new() { Name = "plans/notes.md" }).ClickAsync();
        await visitor.SeeAsync("Other");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete …" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await visitor.SeeAsync("There is no file yet.");
    }

    [Fact]
    public async Task File_ThatIsTooLarge_OrBadlyNamed_IsRefusedWithAReason()
    {
        await using var silo = await WebSilo.StartAsync(settle: services =>
            services.PostConfigure<ApiOptions>(options => options.FileBytesMax = 2048));
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync("files");

        await UploadAsync(
            visitor,
            new() { Name = "large.bin", MimeType = "", Buffer = new byte[2049] },
            new() { Name = "bad\u202Ename.txt", MimeType = "", Buffer = [1] },
            Notes);

        await Assertions.Expect(visitor.Page.Locator(".wish-end.bad")).ToHaveCountAsync(2);
        await Assertions.Expect(visitor.Page.Locator(".wish mark.unseen")).ToHaveTextAsync("U+202E");
        await visitor.Page.Locator(".wish-end.good").WaitForAsync();
        await Assertions.Expect(visitor.Page.Locator(".file-row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Artifact_IsShownWhereItWasMade_AndLeadsThere()
    {
        await using var silo = await WebSilo.StartAsync();
        await silo.RequireSandboxAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.BeginAsync("run: printf 'a,b\\n1,2\\n' > out.csv; publish out.csv as reports/out.csv");
        await visitor.SeeAsync("May this be done?");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Task(1).Locator(".status")).ToHaveTextAsync("Done, unchecked");
        await Assertions.Expect(visitor.Task(1).Locator(".kept")).ToContainTextAsync("CSV table, 8 bytes");

        await visitor.Task(1).GetByRole(AriaRole.Link, new() { Name = "out.csv", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("pre.document")).ToHaveTextAsync("a,b\n1,2");
        await visitor.SeeAsync("files.publish kept it in step");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "where in the run" }).ClickAsync();

        await Assertions.Expect(visitor.Page.Locator(".event.sought .event-type")).ToHaveTextAsync("artifact.created");
        await Assertions.Expect(visitor.Page.Locator(".event.sought .event-head")).ToBeFocusedAsync();
        await visitor.GoAsync("files");
        await visitor.Main.GetByRole(AriaRole.Link, new() { Name = "reports/out.csv" }).ClickAsync();
        await visitor.SeeAsync("A task published it:");
        await visitor.GoAsync("artifacts");
        await Assertions.Expect(visitor.Page.Locator(".file-row")).ToContainTextAsync("made with tools");
    }

    [Fact]
    public async Task Image_IsShown_AndWhatOnlyCallsItselfOneIsNot()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.GoAsync("files");
        await UploadAsync(
            visitor,
            new() { Name = "dot.png", MimeType = "image/png", Buffer = Pictures.Png(64, 48) },
            new() { Name = "broken.png", MimeType = "image/png", Buffer = Pictures.Png(64, 48)[..40] },
            new() { Name = "page.png", MimeType = "image/png", Buffer = "<script>window.hit=1</script>"u8.ToArray() },
            new() { Name = "drawing.svg", MimeType = "image/svg+xml", Buffer = Evil() });
        await Assertions.Expect(visitor.Page.Locator(".wish-end.good")).ToHaveCountAsync(4);

        await visitor.GoAsync("files/dot.png");
        await Assertions.Expect(visitor.Page.Locator("img.raster")).ToHaveJSPropertyAsync("naturalWidth", 64);
        await visitor.GoAsync("files/broken.png");
        await visitor.SeeAsync("This image cannot be shown");
        foreach (var name in new[] { "page.png", "drawing.svg" })
        {
            await visitor.GoAsync($"files/{name}");
            await Assertions.Expect(visitor.Page.Locator("pre.document")).ToContainTextAsync("<script>");
            await Assertions.Expect(visitor.Page.Locator("main img")).ToHaveCountAsync(0);
        }

        // Also where somebody opens the address itself, nothing runs: it is a download.
        await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Null(await visitor.Page.EvaluateAsync<object?>("window.hit ?? null"));
    }

    [Fact]
    public async Task FilesThatAreDropped_AreUploaded_OrLeaveTheMessageAlone()
    {
        await using var silo = await WebSilo.StartAsync();
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        var field = visitor.Page.GetByPlaceholder("Give OmniSage some work");
        var longText = string.Concat(Enumerable.Repeat("A long line that somebody pasted.\n", 9_000));
        await PasteAsync(field, longText);

        await DropAsync(visitor, ".composer");
        await visitor.SeeAsync("A message takes pictures");
        await DropAsync(visitor, ".sidebar");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeeAsync("This message is too long");
        await Assertions.Expect(field).ToHaveValueAsync(longText);
        await visitor.GoAsync("files");
        await DropAsync(visitor, ".drop");
        await Assertions.Expect(visitor.Page.Locator(".file-row")).ToContainTextAsync("dropped.txt");

        await visitor.GoAsync("");
        await Assertions.Expect(field).ToHaveValueAsync(longText);
        await visitor.Page.ReloadAsync();
        await Assertions.Expect(field).ToHaveValueAsync(longText);
    }

    private static byte[] Evil() =>
        "<svg xmlns='http://www.w3.org/2000/svg'><script>window.hit=1</script></svg>"u8.ToArray();

    private static Task UploadAsync(Visitor visitor, params FilePayload[] files) =>
        visitor.Page.GetByLabel("Files to upload").SetInputFilesAsync(files);

    private static async Task PasteAsync(ILocator field, string text) => await field.EvaluateAsync(
        "(area, text) => { area.focus(); area.setRangeText(text); "
        + "area.dispatchEvent(new Event('input', { bubbles: true })) }",
        text);

    /// <summary>As a browser does it when somebody lets go of a file there.</summary>
    private static async Task DropAsync(Visitor visitor, string where) => await visitor.Page.Locator(where)
        .EvaluateAsync(
        """
        area => {
          const dataTransfer = new DataTransfer()
          dataTransfer.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }))
          for (const type of ['dragover', 'drop']) {
            const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
            area.dispatchEvent(event)
            if (!event.defaultPrevented) throw new Error(`${type} would leave the page`)
          }
        }
        """);
}
