using System.Text.Json;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Cli;

/// <summary>The commands on artifacts and files, each in a folder of its own.</summary>
public sealed class FileCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("omnisage-files-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Artifacts_AreListed_AndByRun()
    {
        await using var host = await ApiHost.StartAsync();
        var empty = await RunAsync(host, "artifacts");
        var first = host.World.Artifacts.Add(host.Workspace.Id, "out/a\u202e.txt", new byte[1536]);
        host.World.Artifacts.Add(host.Workspace.Id, "b.txt", "b"u8.ToArray());

        var all = await RunAsync(host, "artifacts");
        var ofRun = await RunAsync(host, "artifacts", "--run", first.Run.ToString("N"), "--json");

        Assert.Equal("No run has kept a file here yet.", empty.Lines[0]);
        Assert.StartsWith("artifact ", all.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            $"{first.Id:N}  out/a<U+202E>.txt  1.5 KiB  text/plain  tool ", all.Lines[2], StringComparison.Ordinal);
        var only = JsonDocument.Parse(Assert.Single(ofRun.Lines)).RootElement;
        Assert.Equal(first.Sha256, only.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Artifact_IsSavedUnderItsName_AndNeverOverAFile()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "out/a.txt", "new"u8.ToArray());
        var id = artifact.Id.ToString("N");
        Write("a.txt", "old");

        var refused = await RunAsync(host, "artifacts", "get", id);
        var elsewhere = await RunAsync(host, "artifacts", "get", id[..20], "--out", "b.txt");
        var forced = await RunAsync(host, "artifacts", "get", id[20..], "--force");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("a.txt is there already: --force replaces it, --out names another.\n", refused.Error);
        Assert.Equal("Saved b.txt (3 B).", elsewhere.Lines[0]);
        Assert.Equal("Saved a.txt (3 B).", forced.Lines[0]);
        Assert.Equal(("new", "new"), (Read("a.txt"), Read("b.txt")));
        Assert.Equal(2, folder.GetFileSystemInfos().Length);
    }

    [Fact]
    public async Task Pictures_GoWithAMessage_AndNotWithoutOne()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Agent = Scripts.AnswerAsync;
        byte[] png = [0x89, .. "PNG\r\n\x1a\n"u8, 7];
        File.WriteAllBytes(Path.Combine(folder.FullName, "a.png"), png);
        Write("b.txt", "no picture");

        var sent = await RunAsync(host, "chat", "what is it?", "--image", "a.png", "--image", "a.png");
        var none = await RunAsync(host, "chat", "what is it?", "--image", "b.txt");
        var missing = await RunAsync(host, "chat", "what is it?", "--image", "c.png");
        var alone = await RunAsync(host, "chat", "--image", "a.png");

        Assert.Equal((0, 2, 2, 2), (sent.ExitCode, none.ExitCode, missing.ExitCode, alone.ExitCode));
        Assert.Equal([png, png], host.World.Pictures.Select(one => one.Content.ToArray()));
        Assert.Contains("no PNG, JPEG, GIF or WebP", none.Error, StringComparison.Ordinal);
        Assert.StartsWith("c.png cannot be read", missing.Error, StringComparison.Ordinal);
        Assert.StartsWith("A picture comes with a message", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Artifact_OverALink_ReplacesTheLink()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "a.txt", "new"u8.ToArray());
        Write("target", "old");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "a.txt"), "target");

        var refused = await RunAsync(host, "artifacts", "get", artifact.Id.ToString("N"));
        await RunAsync(host, "artifacts", "get", artifact.Id.ToString("N"), "--force");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(("old", "new"), (Read("target"), Read("a.txt")));
    }

    [Theory]
    [InlineData("../../a.txt", "a.txt")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("x\\..\\evil.txt", "evil.txt")]
    [InlineData("a\u001b[31m\r\n.txt", "a_[31m__.txt")]
    [InlineData("photo\u202egnp.exe", "photo_gnp.exe")]
    [InlineData(".bashrc", "_bashrc")]
    [InlineData("-rf", "-rf")]
    [InlineData("Grüße 🌍", "Grüße 🌍")]
    public async Task Artifact_OfAHostileName_StaysInTheFolder(string path, string name)
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, path, "x"u8.ToArray());

        var outcome = await RunAsync(host, "artifacts", "get", artifact.Id.ToString("N"));

        Assert.Equal((0, $"Saved {name} (1 B)."), (outcome.ExitCode, outcome.Lines[0]));
        Assert.Equal(name, Assert.Single(folder.GetFileSystemInfos()).Name);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/")]
    public async Task Artifact_WithoutAName_NeedsOne(string path)
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, path, "x"u8.ToArray());

        var outcome = await RunAsync(host, "artifacts", "get", artifact.Id.ToString("N"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--out", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_ThatIsGone_SaysSo_AndLeavesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "a.txt", "x"u8.ToArray());
        host.World.Artifacts.Collect(host.Tenant, artifact.Sha256);

        var outcome = await RunAsync(host, "artifacts", "get", artifact.Id.ToString("N"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("The content is not kept any more.", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task File_IsPutListedFetchedAndRemoved()
    {
        await using var host = await ApiHost.StartAsync();
        Write("a b.txt", "hello");

        var none = await RunAsync(host, "files");
        var put = await RunAsync(host, "files", "put", "a b.txt");
        var piped = await CliProcess.RunAsync(host, "from a pipe", "files", "put", "-", "--as", "in/100%?.txt");
        var listed = await RunAsync(host, "files");
        var shown = await RunAsync(host, "files", "get", "in/100%?.txt", "--out", "-");
        var saved = await RunAsync(host, "files", "get", "in/100%?.txt", "--json");
        var removed = await RunAsync(host, "files", "rm", "a b.txt");
        var again = await RunAsync(host, "files", "rm", "a b.txt");

        Assert.Equal("The workspace has no files yet: ./omnisage files put FILE", none.Lines[0]);
        Assert.Equal("a b.txt is in the workspace (5 B, sha256 2cf24dba5fb0…).", put.Lines[0]);
        Assert.Equal(0, piped.ExitCode);
        Assert.StartsWith(
            "a b.txt       5 B   text/plain  member  put by a person", listed.Lines[1], StringComparison.Ordinal);
        Assert.Equal("from a pipe", shown.Output);
        Assert.Equal("100%?.txt", JsonDocument.Parse(saved.Output).RootElement.GetProperty("saved").GetString());
        Assert.Equal("from a pipe", Read("100%?.txt"));
        Assert.Equal("Removed a b.txt.", removed.Lines[0]);
        Assert.Equal(
            (1, "There is no such file in this workspace: see omnisage files.\n"), (again.ExitCode, again.Error));
        Assert.Equal("in/100%?.txt", Assert.Single(host.World.Artifacts.Files).Value.Path);
    }

    [Theory]
    [InlineData(2, "no path", "files", "rm", "../policy")]
    [InlineData(2, "no path", "files", "get", "a//b")]
    [InlineData(2, "no path", "files", "put", "/etc/hostname", "--as", "a/./b")]
    [InlineData(2, "cannot be seen", "files", "put", "/etc/hostname", "--as", "a\u202eb")]
    [InlineData(2, "--as", "files", "put", "-")]
    [InlineData(2, "cannot be read", "files", "put", "nothing.txt")]
    [InlineData(1, "no such file", "files", "get", "nothing.txt")]
    [InlineData(2, "no artifact's id", "artifacts", "get", "../runs")]
    [InlineData(1, "no such artifact", "artifacts", "get", "0123456789abcdef0123456789abcdef")]
    [InlineData(1, "no such artifact", "artifacts", "get", "abc")]
    [InlineData(2, "2 artifacts", "artifacts", "get", "0")]
    [InlineData(2, "32 hex digits", "artifacts", "--run", "me")]
    public async Task Mistake_IsOneSentence(int exitCode, string says, params string[] args)
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Artifacts.Add(host.Workspace.Id, "a.txt", "a"u8.ToArray());
        host.World.Artifacts.Add(host.Workspace.Id, "b.txt", "b"u8.ToArray());

        var outcome = await RunAsync(host, args);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Trim().Split('\n'));
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task File_ThatIsTooLarge_IsRefusedInOneSentence()
    {
        await using var host = await ApiHost.StartAsync();
        Write("large", new string('a', 40 * 1024 * 1024));

        var outcome = await RunAsync(host, "files", "put", "large");

        Assert.Equal(
            (1, "The body is too large. At most 33554432 bytes are taken.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Json_AndOutputOfBytes_DoNotGoTogether()
    {
        await using var host = await ApiHost.StartAsync();
        var artifact = host.World.Artifacts.Add(host.Workspace.Id, "a.txt", "a"u8.ToArray());
        var outcome = await RunAsync(host, "artifacts", "get", artifact.Id.ToString("N"), "--out", "-", "--json");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }

    private Task<CliProcess.Outcome> RunAsync(ApiHost host, params string[] args) =>
        CliProcess.RunInAsync(folder.FullName, host.Url.ToString(), ApiHost.Key, null, args);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(folder.FullName, name));
}
