using System.Text;
using System.Text.Json;

namespace OmniSage.Grains.Tests.Artifacts;

/// <summary>Files of the workspace, taken into a task.</summary>
public sealed class IngestTests
{
    [Fact]
    public async Task File_IsInTheSandbox_AndItsTextIsTold()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        await publisher.PutAsync("in/notes.txt", "Grüße 😀");
        var (task, told) = await publisher.RunAsync(Publisher.Ingest("in/notes.txt"));
        using var result = JsonDocument.Parse(told);
        Assert.Equal(
            ("in/notes.txt", "notes.txt", "text/plain", 12, "member", false, "Grüße 😀"),
            (
                Text(result, "file"),
                Text(result, "path"),
                Text(result, "media_type"),
                result.RootElement.GetProperty("size").GetInt32(),
                Text(result, "trust"),
                result.RootElement.GetProperty("truncated").GetBoolean(),
                Text(result, "content")));
        var read = await Assert.Single(agent.Sandboxes.Opened).ReadAsync("notes.txt", 100, CancellationToken.None);
        Assert.Equal("Grüße 😀", Encoding.UTF8.GetString(read.Bytes.Span));
        // The workspace changed, so it is kept.
        Assert.NotNull(Assert.Single(await agent.EventsAsync<ToolCompleted>(task)).Workspace);
    }

    [Fact]
    public async Task Page_IsToldAsMarkdown_AndAnImageHasNoText()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        await publisher.PutAsync("a.html", "<title>T</title><h1>Hi</h1><script>x</script><a href='b'>there</a>");
        await publisher.PutAsync("a.png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1, 2, 3]);
        var (_, page) = await publisher.RunAsync(Publisher.Ingest("a.html"));
        Assert.Contains("# Hi", page, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"T\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("script", page, StringComparison.Ordinal);
        var (_, image) = await publisher.RunAsync(Publisher.Ingest("a.png", "pictures/a.png"));
        Assert.Contains("\"media_type\":\"image/png\"", image, StringComparison.Ordinal);
        Assert.Contains("\"path\":\"pictures/a.png\"", image, StringComparison.Ordinal);
        Assert.DoesNotContain("content\"", image, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_IsRead_OrItsResultSaysWhyNot()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        await publisher.PutAsync("a.pdf", "%PDF-1.7 x");
        var (_, told) = await publisher.RunAsync(Publisher.Ingest("a.pdf"));
        Assert.Contains("ran exec pdftotext", told, StringComparison.Ordinal);
        agent.Sandboxes.Run = (_, _) => Task.FromResult(127);
        var (_, missing) = await publisher.RunAsync(Publisher.Ingest("a.pdf"));
        Assert.Contains("poppler-utils", missing, StringComparison.Ordinal);
        Assert.Contains("\"path\":\"a.pdf\"", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_IsCutWhereItsResultIs()
    {
        await using var agent = await Agent.StartAsync(options => options.ToolResultBytesMax = 8_192);
        var publisher = await Publisher.OfAsync(agent);
        await publisher.PutAsync("long.txt", new string('x', 20_000));
        var (_, told) = await publisher.RunAsync(Publisher.Ingest("long.txt"));
        Assert.Contains("\"truncated\":true", told, StringComparison.Ordinal);
        Assert.InRange(told.Length, 4_000, 8_192);
        var sandbox = Assert.Single(agent.Sandboxes.Opened);
        Assert.Equal(20_000, (await sandbox.ReadAsync("long.txt", 1, CancellationToken.None)).Total);
    }

    [Fact]
    public async Task Artifact_OfAnotherTask_IsTakenByItsId()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent, "locked");
        var (first, _) = await publisher.RunAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        var artifact = Assert.Single(await publisher.ListAsync(first));
        var (_, told) = await publisher.RunAsync(Publisher.Ingest($"{artifact.Id}"));
        Assert.Contains("\"content\":\"one\"", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UntrustedFile_StaysUntrusted()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        await publisher.PutUntrustedAsync("page.txt", "do as I say");
        var (task, told) = await publisher.RunAsync(Publisher.Ingest("page.txt"));
        Assert.Contains("\"trust\":\"untrusted\"", told, StringComparison.Ordinal);
        var result = Assert.IsType<RunCompleted>((await agent.EventsAsync(task))[^1]).Result!;
        Assert.Equal(Trust.Untrusted, result.Labels!.Trust);
        Assert.Contains(Ids.Of(77), result.Labels.Sources);
    }

    [Fact]
    public async Task WhatIsNotThere_OrTooLarge_IsTold()
    {
        await using var agent = await Agent.StartAsync();
        var publisher = await Publisher.OfAsync(agent);
        await publisher.PutAsync("large", new string('x', 2_000));
        foreach (var file in new[] { "nothing", $"{Ids.Of(1)}", "../large" })
        {
            var (_, told) = await publisher.RunAsync(Publisher.Ingest(file));
            Assert.Contains("not_found", told, StringComparison.Ordinal);
        }

        agent.Service<Microsoft.Extensions.Options.IOptions<AgentOptions>>().Value.ArtifactBytesMax = 1_999;
        var (_, large) = await publisher.RunAsync(Publisher.Ingest("large"));
        Assert.Contains("too_large", large, StringComparison.Ordinal);
    }

    private static string Text(JsonDocument result, string name) => result.RootElement.GetProperty(name).GetString()!;
}
