using System.Text;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Sandboxed;
using OmniSage.Grains.Tools.Schemas;

namespace OmniSage.Grains.Tests.Tools;

public sealed class ToolTests : IAsyncDisposable
{
    private readonly ScriptedSandbox sandbox = new(1, (_, _) => Task.FromResult(0));

    [Theory]
    [InlineData("shell.run", """{}""")]
    [InlineData("shell.run", """{"command":""}""")]
    [InlineData("shell.run", """{"command":"a\u0000b"}""")]
    [InlineData("shell.run", """{"command":null}""")]
    [InlineData("shell.run", """{"command":1}""")]
    [InlineData("shell.run", """{"command":"ls","timeout_seconds":0}""")]
    [InlineData("shell.run", """{"command":"ls","timeout_seconds":1.5}""")]
    [InlineData("shell.run", """{"command":"ls","more":1}""")]
    [InlineData("shell.run", """null""")]
    [InlineData("shell.run", """[]""")]
    [InlineData("shell.run", """nonsense""")]
    [InlineData("python.run", """{"code":" "}""")]
    [InlineData("python.run", """{"code":"a\u0000b"}""")]
    [InlineData("python.run", """{"code":"1","timeout_seconds":0}""")]
    [InlineData("python.run", """{"command":"1"}""")]
    [InlineData("files.list", """{"folder":"x"}""")]
    [InlineData("files.read", """{}""")]
    [InlineData("files.read", """{"path":null}""")]
    [InlineData("files.write", """{"path":"x"}""")]
    [InlineData("files.write", """{"path":"x","content":null}""")]
    [InlineData("files.patch", """{"path":"x","old":"","new":"y"}""")]
    [InlineData("files.patch", """{"path":"x","old":"y"}""")]
    public async Task Arguments_ThatDoNotFit_AreTheModelsToMend(string tool, string arguments)
    {
        await sandbox.WriteAsync("x", "text"u8.ToArray(), CancellationToken.None);
        var fault = await Assert.ThrowsAsync<ToolFaultException>(() => CallAsync(tool, arguments));
        Assert.Equal("invalid_arguments", fault.Code);
        Assert.NotEmpty(fault.Message);
    }

    [Theory]
    [InlineData("nowhere", "once and for all")]
    [InlineData("o", "once and for all")]
    public async Task Patch_OfWhatIsNotThereOnce_IsRefused(string old, string text)
    {
        await sandbox.WriteAsync("x", Encoding.UTF8.GetBytes(text), CancellationToken.None);
        await Assert.ThrowsAsync<ToolFaultException>(() => PatchAsync(old));
    }

    [Fact]
    public async Task Patch_OfAFileThatIsNotText_LeavesItAlone()
    {
        byte[] bytes = [(byte)'a', 0xFF, 0xFE, (byte)'b'];
        await sandbox.WriteAsync("x", bytes, CancellationToken.None);
        await Assert.ThrowsAsync<ToolFaultException>(() => PatchAsync("a"));
        Assert.Equal(bytes, (await sandbox.ReadAsync("x", 100, CancellationToken.None)).Bytes.ToArray());
    }

    [Fact]
    public async Task Patch_OfAFileThatIsTooLarge_IsRefused()
    {
        await sandbox.WriteAsync("x", new byte[FilesPatchTool.FileBytesMax + 1], CancellationToken.None);
        Assert.Contains(
            "larger than",
            (await Assert.ThrowsAsync<ToolFaultException>(() => PatchAsync("a"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_ReplacesOnePassage()
    {
        await sandbox.WriteAsync("x", "grün ist blau"u8.ToArray(), CancellationToken.None);
        Assert.True((await PatchAsync("blau")).Succeeded);
        var text = await CallAsync("files.read", """{"path":"x"}""");
        Assert.Contains("grün ist new", text.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfALongFile_TearsNoCharacter_AndBytesAreBase64()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat("😀", 1_000));
            await sandbox.WriteAsync("x", Encoding.UTF8.GetBytes(text), CancellationToken.None);
            var read = await CallAsync("files.read", """{"path":"x"}""");
            Assert.Contains("\"truncated\":true", read.Result, StringComparison.Ordinal);
            Assert.Contains("\"content\":", read.Result, StringComparison.Ordinal);
            Assert.DoesNotContain('\uFFFD', read.Result);
        }

        await sandbox.WriteAsync("x", new byte[] { 0xFF, 0xFE }, CancellationToken.None);
        var bytes = await CallAsync("files.read", """{"path":"x"}""");
        Assert.Contains("\"base64\":\"//4=\"", bytes.Result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"goal":""}""")]
    [InlineData("""{"goal":"g","checks":[""]}""")]
    [InlineData("""{"goal":"g","checks":["1","2","3","4","5","6","7","8","9","10","11"]}""")]
    [InlineData("""{"goal":"g","checks":[null]}""")]
    [InlineData("""{"checks":[]}""")]
    public void Delegation_ThatDoesNotFit_IsTheModelsToMend(string arguments) =>
        Assert.Throws<ToolFaultException>(() => TaskDelegateTool.Read(arguments));

    [Fact]
    public void Delegation_OverItsBounds_IsRefused()
    {
        var goal = $$"""{"goal":"{{new string('x', TaskDelegateTool.GoalCharsMax + 1)}}"}""";
        Assert.Throws<ToolFaultException>(() => TaskDelegateTool.Read(goal));
        Assert.Equal("g", TaskDelegateTool.Read("""{"goal":"g"}""").Goal);
    }

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    private Task<ToolOutcome> PatchAsync(string old) =>
        CallAsync("files.patch", System.Text.Json.JsonSerializer.Serialize(new { path = "x", old, @new = "new" }));

    private async Task<ToolOutcome> CallAsync(string tool, string arguments)
    {
        ISandboxedTool found = tool switch
        {
            "shell.run" => new ShellRunTool(),
            "python.run" => new PythonRunTool(),
            "files.list" => new FilesListTool(),
            "files.read" => new FilesReadTool(),
            "files.write" => new FilesWriteTool(),
            _ => new FilesPatchTool(),
        };
        SchemaCheck.Require(found.Manifest, arguments);
        return await found.CallAsync(Calls.In(sandbox, arguments, resultBytesMax: 1_024), CancellationToken.None);
    }
}
