namespace OmniSage.Web.Tests;

public sealed class PictureTests(Chromium chromium)
{
    /// <summary>A dot, 1 by 1.</summary>
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task Pictures_GoWithAMessage_AndAreSeenAfterAReload()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await AttachAsync(visitor, ("plan.png", "image/png", Png), ("other.png", "image/png", Png));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Remove other.png" }).ClickAsync();

        await visitor.BeginAsync("How many rooms?");
        (await silo.Puppet!.NextAsync()).Say("None.").End();
        await visitor.SeeAsync("None.");
        await visitor.Page.ReloadAsync();

        var picture = visitor.Page.GetByAltText("Picture 1 of this message");
        await Assertions.Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 1);
        Assert.Equal(1, await visitor.Page.Locator(".pictures img").CountAsync());
        Assert.Equal(0, await visitor.Page.Locator(".attached").CountAsync());
    }

    [Fact]
    public async Task Pictures_ThatAreNone_OrTooMany_AreRefused_AndTheTextStays()
    {
        await using var silo = await WebSilo.StartAsync(isScripted: true);
        await using var visitor = await Visitor.SignedInAsync(chromium, silo);
        await visitor.Page.GetByLabel("Give OmniSage some work").FillAsync("look");

        await AttachAsync(visitor, ("evil.svg", "image/svg+xml", "<svg/>"u8.ToArray()));
        await visitor.SeeAsync("A message takes pictures (PNG, JPEG, GIF, WebP)");
        await AttachAsync(visitor, [.. Enumerable.Range(0, 5).Select(at => ($"{at}.png", "image/png", Png))]);
        await visitor.SeeAsync("A message takes at most 4 pictures.");
        await AttachAsync(visitor, ("large.png", "image/png", new byte[(4 << 20) + 1]));
        await visitor.SeeAsync("A picture may have at most 4 MiB.");
        // Its name says what its bytes do not: the server looks.
        await AttachAsync(visitor, ("text.png", "image/png", "no picture"u8.ToArray()));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await visitor.SeeAsync("It is no PNG, JPEG, GIF or WebP.");

        await Assertions.Expect(visitor.Page.GetByLabel("Give OmniSage some work")).ToHaveValueAsync("look");
        await visitor.SeeAsync("text.png");
    }

    private static Task AttachAsync(Visitor visitor, params (string Name, string Type, byte[] Bytes)[] files) =>
        visitor.Page.Locator(".composer input[type=file]").SetInputFilesAsync(
            files.Select(file => new FilePayload { Name = file.Name, MimeType = file.Type, Buffer = file.Bytes }));
}
