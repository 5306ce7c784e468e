using System.Text;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>A sandbox in memory whose commands do what the test says; a file is what was written.</summary>
internal sealed class ScriptedSandbox(int number, Func<string, CancellationToken, Task<int>> run) : ISandboxSession
{
    private readonly Dictionary<string, byte[]> files = [];
    private bool isDead;

    public string Id => $"sandbox-{number}";

    public bool IsAlive => !IsDisposed && !isDead;

    public bool IsDisposed { get; private set; }

    public List<string> Commands { get; } = [];

    /// <summary>The workspace that it began with; null when it began empty.</summary>
    public string? Restored { get; private set; }

    /// <summary>What commands print instead of what was run.</summary>
    public KeptOutput? Stdout { get; set; }

    public KeptOutput? Stderr { get; set; }

    private static KeptOutput Nothing { get; } = new(default, default, 0);

    public async Task<CommandResult> RunAsync(
        SandboxCommand command, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        Commands.Add(command.Line);
        var code = await run(command.Line, ct);
        if (isDead) return new(CommandEnd.SandboxDied, null, Nothing, Nothing, TimeSpan.Zero);
        var bytes = Encoding.UTF8.GetBytes($"ran {command.Line}\n");
        onOutput(new(OutputChannel.Stdout, 0, bytes));
        var said = Stdout ?? new(bytes, default, bytes.Length);
        return new(CommandEnd.Exited, code, said, Stderr ?? Nothing, TimeSpan.Zero);
    }

    /// <summary>It is gone, with all that is in it.</summary>
    public void Die() => isDead = true;

    public Task<FileListing> ListAsync(string path, int entriesMax, CancellationToken ct) => Task.FromResult(
        new FileListing([.. files.Keys.Order(StringComparer.Ordinal).Select(EntryOf)], Truncated: false));

    public Task<FileContent> ReadAsync(string path, int bytesMax, CancellationToken ct)
    {
        if (!files.TryGetValue(path, out var bytes))
        {
            throw new SandboxException(SandboxException.NotFound, retryable: false, "There is no such file.");
        }

        return Task.FromResult(new FileContent(bytes.AsMemory(0, Math.Min(bytes.Length, bytesMax)), bytes.Length));
    }

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        files[path] = content.ToArray();
        return Task.CompletedTask;
    }

    public async Task<long> SnapshotAsync(Stream destination, long bytesMax, CancellationToken ct)
    {
        var archive = Encoding.UTF8.GetBytes($"workspace of {Id}");
        if (archive.Length > bytesMax)
        {
            throw new SandboxException(SandboxException.TooLarge, retryable: false, "The workspace is too large.");
        }

        await destination.WriteAsync(archive, ct);
        return destination.Length;
    }

    public async Task RestoreAsync(Stream source, CancellationToken ct)
    {
        using var reader = new StreamReader(source);
        Restored = await reader.ReadToEndAsync(ct);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }

    private FileEntry EntryOf(string name) => new(name, FileKind.File, files[name].Length, DateTimeOffset.UnixEpoch);
}
