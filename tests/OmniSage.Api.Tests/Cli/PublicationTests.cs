using System.Text.Json;
using OmniSage.Api.Tests.Fakes;
using OmniSage.Cli.Approvals;
using OmniSage.Cli.Display;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Tests.Cli;

/// <summary>How a publication is told: while it is asked for, and once it is done.</summary>
public sealed class PublicationTests
{
    private const string Sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    [Fact]
    public void Approval_ToPublish_SaysWhatAPersonHasToKnow()
    {
        var told = Told(
            "files.publish",
            $$"""
            {"path":"out/d\u202e.txt","as":"d.txt","bytes":1536,"sha256":"{{Sha256}}","replaces":"{{Sha256}}"}
            """,
            "ab");

        Assert.Contains("file          out/d<U+202E>.txt", told);
        Assert.Contains("published as  d.txt", told);
        Assert.Contains("size          1.5 KiB (1536 bytes)", told);
        Assert.Contains("sha256        2cf24dba5fb…", told);
        Assert.Contains("replaces      the file that is there, sha256 2cf24dba5fb…", told);
        Assert.Contains("look at it    ./omnisage artifacts get ab", told);
        // All arguments are there in full besides.
        Assert.Contains($"    {Sha256}", told);
    }

    [Fact]
    public void Approval_ToPublishANewFile_SaysThatItReplacesNothing()
    {
        var told = Told("files.publish", """{"path":"d.txt"}""");

        Assert.Contains("published as  d.txt", told);
        Assert.Contains("replaces      nothing: there is no such file yet", told);
        Assert.DoesNotContain(told, line => line.StartsWith("look at it", StringComparison.Ordinal));
    }

    [Fact]
    public void Approval_OfAnotherTool_SaysNothingOfFiles() =>
        Assert.DoesNotContain(
            Told("files.read", """{"path":"d.txt"}"""),
            line => line.StartsWith("published as", StringComparison.Ordinal));

    [Fact]
    public async Task Chat_TellsOfThePublishedFile_WithItsArtifact()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "d\u001b.txt", new byte[30]);
        host.World.Agent = (thread, run, text) =>
        {
            thread.StartTurn(run);
            var task = Scripts.Delegate(thread, run, text);
            Publish(thread, task.Run, artifact);
            Scripts.Finish(thread, run, task);
            return Task.CompletedTask;
        };

        var chat = await CliProcess.RunAsync(host, null, "chat", "run: ls");

        Assert.Equal(
            [
                "On it: ls", "▸ task 1  Run ls", "  │ publish d␛.txt as e.txt",
                $"  │ kept d␛.txt (30 B) as artifact {artifact.Id:N}",
                $"  │ published e.txt (30 B), artifact {artifact.Id:N}",
                "  │ • ended, unchecked", "All done.",
            ],
            chat.Lines);
    }

    [Fact]
    public async Task Timeline_TellsOfTheFiles()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "d.txt", new byte[30]);
        var thread = host.OpenThread();
        var run = thread.Receive("hello");
        thread.StartTurn(run);
        Publish(thread, run, artifact);
        thread.Write(run, new FileRemoved("e.txt", FakeThread.Account));

        var told = await CliProcess.RunAsync(host, null, "runs", run.ToString("N"));

        Assert.Contains(
            $"artifact.created  kept d.txt (30 B) as artifact {artifact.Id:N}", told.Output, StringComparison.Ordinal);
        Assert.Contains("file.published    published e.txt (30 B), artifact", told.Output, StringComparison.Ordinal);
        Assert.Contains("file.removed      removed e.txt", told.Output, StringComparison.Ordinal);
    }

    private static void Publish(FakeThread thread, Guid run, Artifact artifact) => thread.Write(
        run,
        new ToolRequested(
            1, new("c1", "files.publish", JsonSerializer.Serialize(new { path = artifact.Path, @as = "e.txt" })), 1),
        new ArtifactCreated("c1", artifact),
        new FilePublished(new()
        {
            Path = "e.txt",
            Sha256 = artifact.Sha256,
            Bytes = artifact.Bytes,
            MediaType = "text/plain",
            Labels = Labels.Tool,
            Artifact = artifact.Id,
            Run = run,
            By = FakeThread.Account,
            UpdatedUs = 1,
        }));

    private static string[] Told(string tool, string arguments, string? artifact = null)
    {
        using var output = new StringWriter();
        using var terminal = new Terminal(output, json: false, hasColors: false);
        var approval = JsonSerializer.SerializeToElement(new { id = "1", act = new { tool, version = 1, arguments } });
        ApprovalText.Write(terminal, approval, artifact);
        return output.ToString().Split('\n');
    }
}
