using System.Text;
using System.Text.Json;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>A sandbox in memory whose commands do what the test says; a file is what was written.</summary>
internal sealed class ScriptedSandbox(
    int number, Func<string, CancellationToken, Task<int>> run, Func<Task>? reading = null) : ISandboxSession
{
    private Dictionary<string, byte[]> files = [];
    private bool isDead;

    public string Id => $"sandbox-{number}";

    public bool IsAlive => !IsDisposed && !isDead;

    public bool IsDisposed { get; private set; }

    public List<string> Commands { get; } = [];

    /// <summary>Those of the files that are links.</summary>
    public HashSet<string> Links { get; } = [];

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

    public Task<FileListing> ListAsync(string path, int entriesMax, CancellationToken ct)
    {
        var folder = path == "." ? "" : $"{Inside(path)}/";
        var names = files.Keys.Where(file => file.StartsWith(folder, StringComparison.Ordinal)).ToList();
        if (names.Count == 0 && folder.Length > 0) throw NotFound();
        var entries = names.Where(file => !file[folder.Length..].Contains('/', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => EntryOf(file, file[folder.Length..]))
            .ToList();
        return Task.FromResult(new FileListing([.. entries.Take(entriesMax)], entries.Count > entriesMax));
    }

    public async Task<FileContent> ReadAsync(string path, int bytesMax, CancellationToken ct)
    {
        if (reading is not null) await reading().WaitAsync(ct);
        var inside = Inside(path);
        if (files.Keys.Any(file => file.StartsWith($"{inside}/", StringComparison.Ordinal))) throw Refused();
        if (!files.TryGetValue(inside, out var bytes)) throw NotFound();
        return new(bytes.AsMemory(0, Math.Min(bytes.Length, bytesMax)), bytes.Length);
    }

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        files[Inside(path)] = content.ToArray();
        return Task.CompletedTask;
    }

    public async Task<long> SnapshotAsync(Stream destination, long bytesMax, CancellationToken ct)
    {
        var archive = Encoding.UTF8.GetBytes($"workspace of {Id}\n{JsonSerializer.Serialize(files)}");
        if (archive.Length > bytesMax)
        {
            throw new SandboxException(SandboxException.TooLarge, retryable: false, "The workspace is too large.");
        }

        await destination.WriteAsync(archive, ct);
        return destination.Length;
    }

    public async Task RestoreAsync(Stream source, CancellationToken ct)
    {
        using var reader = new StreamReader(source, Encoding.UTF8, leaveOpen: true);
        var archive = await reader.ReadToEndAsync(ct);
        var parts = archive.Split('\n', 2);
        Restored = parts[0];
        files = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(parts[1])!;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }

    private FileEntry EntryOf(string file, string name) => new(
        name, Links.Contains(file) ? FileKind.Link : FileKind.File, files[file].Length, DateTimeOffset.UnixEpoch);

    private static string Inside(string path) => path.Split('/').Contains("..")
        ? throw Refused()
        : string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "."));

    private static SandboxException NotFound() =>
        new(SandboxException.NotFound, retryable: false, "There is no such file.");

    private static SandboxException Refused() =>
        new(SandboxException.PathRefused, retryable: false, "The path cannot be used.");
}
