using System.Text.Json;

namespace OmniSage.EndToEnd.Tests;

/// <summary>
/// A file out of a task into the workspace, as a person at a terminal has it: sandbox, approval, database, HTTP.
/// </summary>
public sealed class PublishTests(TestSilo silo) : IClassFixture<TestSilo>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("omnisage-e2e-files-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task File_ThatIsApproved_IsInTheWorkspace()
    {
        await silo.RequireSandboxAsync();

        var (approval, artifact, shown) = await AskAsync("run: echo made-$((6*7)) > d.txt; publish d.txt", "d.txt");

        Assert.Contains("published as  d.txt", shown, StringComparison.Ordinal);
        Assert.Contains("size          8 B (8 bytes)", shown, StringComparison.Ordinal);
        Assert.Contains("replaces      nothing", shown, StringComparison.Ordinal);
        Assert.Contains($"./omnisage artifacts get {artifact.Text("id")}", shown, StringComparison.Ordinal);
        // What is to be decided about can be looked at first.
        Assert.Equal("made-42\n", await RunAsync("artifacts", "get", artifact.Text("id"), "--out", "-"));
        Assert.DoesNotContain("d.txt", await RunAsync("files"), StringComparison.Ordinal);

        await RunAsync("approve", approval);
        var timeline = await RunAsync("runs", artifact.Text("run"), "--follow");
        Assert.Contains($"published d.txt (8 B), artifact {artifact.Text("id")}", timeline, StringComparison.Ordinal);
        Assert.Contains("d.txt", await RunAsync("files"), StringComparison.Ordinal);
        await RunAsync("files", "get", "d.txt");
        Assert.Equal("made-42\n", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "d.txt"), Ct));

        // Other tasks find it, and a person takes it out again.
        var ingested = await RunAsync("chat", "ingest d.txt; run: tr a-z A-Z < d.txt");
        Assert.Contains("made-42", ingested, StringComparison.Ordinal);
        Assert.Contains("MADE-42", ingested, StringComparison.Ordinal);
        await RunAsync("files", "rm", "d.txt");
        Assert.DoesNotContain("d.txt", await RunAsync("files"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsDenied_IsNotThere()
    {
        await silo.RequireSandboxAsync();
        var (approval, artifact, _) = await AskAsync("run: echo no > e.txt; publish e.txt as out/e.txt", "out/e.txt");

        await RunAsync("deny", approval, "not this one");

        var timeline = await RunAsync("runs", artifact.Text("run"), "--follow");
        Assert.Contains(
            "`e.txt` was not published: A person denied this: not this one", timeline, StringComparison.Ordinal);
        Assert.DoesNotContain("e.txt", await RunAsync("files"), StringComparison.Ordinal);
        Assert.Equal(1, (await CommandLine.RunInAsync(silo, folder.FullName, "files", "get", "out/e.txt")).ExitCode);
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task File_OfAPerson_IsPutReplacedAndFound()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "p.csv"), "a,b\n", Ct);
        await RunAsync("files", "put", "p.csv", "--as", "in/100% sure?.csv");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "p.csv"), "a,b\n1,2\n", Ct);
        await RunAsync("files", "put", "p.csv", "--as", "in/100% sure?.csv");

        Assert.Equal("a,b\n1,2\n", await RunAsync("files", "get", "in/100% sure?.csv", "--out", "-"));
        var record = JsonDocument.Parse(await RunAsync("files", "--json")).RootElement;
        Assert.Equal(("in/100% sure?.csv", "text/csv"), (record.Text("path"), record.Text("mediaType")));
        await RunAsync("files", "rm", "in/100% sure?.csv");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Has a task ask for a publication: the approval's id, what was kept, and how it is shown.</summary>
    private async Task<(string Approval, JsonElement Artifact, string Shown)> AskAsync(string text, string name)
    {
        var (code, output, errors) = await CommandLine.RunInAsync(silo, folder.FullName, "chat", text);
        Assert.True(code == 3, output + errors);
        var open = (await RunAsync("approvals", "--json")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement);
        var approval = open.Single(one => one.Text("target").Contains($"\"{name}\"", StringComparison.Ordinal));
        var kept = await RunAsync("artifacts", "--run", approval.Text("run"), "--json");
        return (
            approval.Text("id"),
            JsonDocument.Parse(kept).RootElement,
            await RunAsync("approvals", approval.Text("id")));
    }

    /// <summary>Runs a command that is to succeed, and says what it said.</summary>
    private async Task<string> RunAsync(params string[] words)
    {
        var (code, output, errors) = await CommandLine.RunInAsync(silo, folder.FullName, words);
        Assert.True(code == 0, $"{string.Join(' ', words)}: {code}\n{output}{errors}");
        return output;
    }
}

file static class JsonText
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";
}
