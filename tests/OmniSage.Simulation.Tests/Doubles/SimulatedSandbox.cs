using System.Text;
using System.Text.Json;
using OmniSage.Sandbox;
using OmniSage.Simulation.Tests.Loops;
using OmniSage.Simulation.Tests.Silos;

namespace OmniSage.Simulation.Tests.Doubles;

/// <summary>A workspace in memory whose commands take time, succeed, fail, or take the sandbox with them.</summary>
internal sealed class SimulatedSandbox(string id, Chaos chaos, LoopClock clock) : ISandboxSession
{
    private Dictionary<string, string> files = [];

    public string Id => id;

    public bool IsAlive { get; private set; } = true;

    public async Task<CommandResult> RunAsync(
        SandboxCommand command, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        Require();
        var chance = chaos.Sandboxes;
        var output = Encoding.UTF8.GetBytes($"out {chance.Next()}");
        var seconds = chaos.IsCalm ? 0.05 : chance.Next(10) == 0 ? 90 * chance.NextDouble() : chance.NextDouble();
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), clock, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Result(CommandEnd.Cancelled, null, output);
        }

        if (!chaos.IsCalm && chance.NextDouble() < chaos.SandboxTrouble) return Die(chance, output);
        onOutput(new(OutputChannel.Stdout, 0, output));
        files[$"made{chance.Next(3)}"] = command.Line;
        return Result(CommandEnd.Exited, chaos.IsCalm ? 0 : Math.Max(0, chance.Next(4) - 2), output);
    }

    public Task<FileListing> ListAsync(string path, int entriesMax, CancellationToken ct)
    {
        Require();
        var entries = files.Select(
            file => new FileEntry(file.Key, FileKind.File, file.Value.Length, clock.GetUtcNow()));
        return Task.FromResult(
            new FileListing([.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)], false));
    }

    public Task<FileContent> ReadAsync(string path, int bytesMax, CancellationToken ct)
    {
        Require();
        if (!files.TryGetValue(path, out var text)) throw new SandboxException(
            SandboxException.NotFound, false, "No file.");
        return Task.FromResult(new FileContent(Encoding.UTF8.GetBytes(text), text.Length));
    }

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        Require();
        files[path] = Encoding.UTF8.GetString(content.Span);
        await Task.Delay(TimeSpan.FromMilliseconds(20), clock, ct);
    }

    public async Task<long> SnapshotAsync(Stream destination, long bytesMax, CancellationToken ct)
    {
        Require();
        await Task.Delay(TimeSpan.FromMilliseconds(10), clock, ct);
        var sorted = new SortedDictionary<string, string>(files, StringComparer.Ordinal);
        destination.Write(JsonSerializer.SerializeToUtf8Bytes(sorted));
        return destination.Length;
    }

    public async Task RestoreAsync(Stream source, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(10), clock, ct);
        files = JsonSerializer.Deserialize<Dictionary<string, string>>(source)!;
    }

    public ValueTask DisposeAsync()
    {
        clock.Loop.RequireThread("Closing a sandbox");
        IsAlive = false;
        return ValueTask.CompletedTask;
    }

    private CommandResult Die(Random chance, byte[] output)
    {
        IsAlive = false;
        return chance.Next(2) == 0
            ? throw new SandboxException(SandboxException.Died, retryable: true, "planted: the sandbox died")
            : Result(CommandEnd.SandboxDied, null, output);
    }

    private void Require()
    {
        clock.Loop.RequireThread("Using a sandbox");
        if (!IsAlive) throw new SandboxException(SandboxException.Died, retryable: true, "The sandbox is gone.");
    }

    private static CommandResult Result(CommandEnd end, int? code, byte[] output) =>
        new(end, code, new(output, default, output.Length), new(default, default, 0), TimeSpan.Zero);
}
