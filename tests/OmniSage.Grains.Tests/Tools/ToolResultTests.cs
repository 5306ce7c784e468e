using System.Text;
using System.Text.Json;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Sandboxed;

namespace OmniSage.Grains.Tests.Tools;

/// <summary>No result takes more than its bound where it is stored, whatever its texts are made of.</summary>
public sealed class ToolResultTests : IAsyncDisposable
{
    private const int BytesMax = 3_072;

    private readonly ScriptedSandbox sandbox = new(1, (_, _) => Task.FromResult(0));

    public static TheoryData<string> Pieces =>
        ["x", "\0", "\"", "\\", "\n", "é", "€", "😀", "\u0085", "\u2028", "\uFFFE"];

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task Command_WhoseOutputIsLong_IsCutBetweenCharacters(string piece)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 100_000)));
        for (var shift = 0; shift < 4; shift++)
        {
            // The driver's own cut may tear a character.
            var (head, tail) = (bytes.AsMemory(0, 30_000 + shift), bytes.AsMemory(bytes.Length - 30_000 - shift));
            sandbox.Stdout = new(head, tail, bytes.Length);
            sandbox.Stderr = new(head, tail, bytes.Length);
            var result = await CallAsync("shell.run", new { command = "yes" });
            foreach (var name in new[] { "stdout", "stderr" })
            {
                var text = result.GetProperty(name).GetString()!;
                Assert.Contains("bytes left out", text, StringComparison.Ordinal);
                Assert.DoesNotContain('\uFFFD', text);
            }

            Assert.True(result.GetProperty("truncated").GetBoolean());
        }
    }

    [Fact]
    public async Task Command_WhoseOutputWasKeptInTwoParts_TearsNoCharacterBetweenThem()
    {
        var bytes = "a😀b"u8.ToArray();
        sandbox.Stdout = new(bytes.AsMemory(0, 3), bytes.AsMemory(3), bytes.Length);
        var result = await CallAsync("shell.run", new { command = "printf" });
        Assert.Equal("a😀b", result.GetProperty("stdout").GetString());
        Assert.False(result.GetProperty("truncated").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task File_ThatIsLong_IsCutBetweenCharacters_AndItsPathToo(string piece)
    {
        var path = string.Concat(Enumerable.Repeat(piece == "\0" ? "p" : piece, 5_000));
        for (var shift = 0; shift < 4; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat(piece, 5_000));
            await sandbox.WriteAsync(path, Encoding.UTF8.GetBytes(text), CancellationToken.None);
            var result = await CallAsync("files.read", new { path });
            Assert.True(result.GetProperty("truncated").GetBoolean());
            Assert.StartsWith(result.GetProperty("content").GetString()!, text, StringComparison.Ordinal);
            Assert.EndsWith("…", result.GetProperty("path").GetString(), StringComparison.Ordinal);
        }

        await CallAsync("files.write", new { path, content = "new" });
    }

    [Fact]
    public async Task FileThatIsNoText_AndIsLong_IsCut()
    {
        await sandbox.WriteAsync("x", Enumerable.Repeat((byte)0xFF, 10_000).ToArray(), CancellationToken.None);
        var result = await CallAsync("files.read", new { path = "x" });
        Assert.True(result.GetProperty("truncated").GetBoolean());
        Assert.InRange(result.GetProperty("base64").GetBytesFromBase64().Length, 1_000, BytesMax);
    }

    [Fact]
    public async Task Folder_WithManyEntries_IsCutBetweenThem()
    {
        for (var number = 0; number < 500; number++)
        {
            await sandbox.WriteAsync($"\"{number}\"", default, CancellationToken.None);
        }

        var result = await CallAsync("files.list", new { });
        Assert.True(result.GetProperty("truncated").GetBoolean());
        Assert.InRange(result.GetProperty("entries").GetArrayLength(), 10, 100);
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public void AnyOtherResult_IsCutToItsBeginning(string piece)
    {
        var outcome = ToolOutcome.Of(new { Text = string.Concat(Enumerable.Repeat(piece, 5_000)) });
        var cut = outcome.Within(BytesMax);
        Assert.InRange(StoredBytes(cut), BytesMax / 2, BytesMax);
        using var result = JsonDocument.Parse(cut.Result);
        Assert.True(result.RootElement.GetProperty("truncated").GetBoolean());
        Assert.Same(cut, cut.Within(BytesMax));
    }

    [Fact]
    public void Notes_FitIntoWhatIsLeftForThem()
    {
        foreach (var hasKept in new[] { true, false })
        {
            var plain = ToolOutcome.Of(new { });
            var noted = plain.Noted(SandboxNotes.Of(isReplaced: true, hasDied: true, isUnkept: true, hasKept));
            Assert.InRange(StoredBytes(noted) - StoredBytes(plain), 100, SandboxNotes.BytesMax);
        }

        Assert.Null(SandboxNotes.Of(isReplaced: false, hasDied: false, isUnkept: false, hasKept: true));
    }

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    private async Task<JsonElement> CallAsync(string tool, object arguments)
    {
        ISandboxedTool found = tool switch
        {
            "shell.run" => new ShellRunTool(),
            "files.list" => new FilesListTool(),
            "files.read" => new FilesReadTool(),
            _ => new FilesWriteTool(),
        };
        var outcome = await found.CallAsync(
            Calls.In(sandbox, JsonSerializer.Serialize(arguments), BytesMax), CancellationToken.None);
        Assert.InRange(StoredBytes(outcome), 1, BytesMax);
        Assert.Same(outcome, outcome.Within(BytesMax));
        using var result = JsonDocument.Parse(outcome.Result);
        return result.RootElement.Clone();
    }

    /// <summary>As the event has them.</summary>
    private static int StoredBytes(ToolOutcome outcome) =>
        EventTypes.Write(new ToolCompleted(1, 1, "c", outcome.Result, null)).Length
        - EventTypes.Write(new ToolCompleted(1, 1, "c", "", null)).Length;
}
