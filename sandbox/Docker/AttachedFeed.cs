using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// A command's standard input on its way into a container: short ones go with the order, others through a stream of
/// their own, whose inner end dies with the command. The end of the order removes the pipe, if nothing did before.
/// </summary>
internal sealed class AttachedFeed(AttachedRunner runner, string path, EngineStream? stream, Stream source)
    : IStdinFeed
{
    private const int PieceBytesMax = 64 << 10;

    private readonly CancellationTokenSource _over = new();
    private Task? _feeding;

    public string Path => path;

    public void Start()
    {
        _ = runner.ForgetAsync(path);
        _feeding ??= stream is null ? Task.CompletedTask : FeedAsync(stream);
    }

    public async Task StopAsync()
    {
        await _over.CancelAsync();
        if (_feeding is { } feeding)
        {
            await feeding;
        }

        stream?.Dispose();
    }

    public void Dispose() => _over.Dispose();

    private async Task FeedAsync(EngineStream into)
    {
        try
        {
            var buffer = new byte[PieceBytesMax];
            int count;
            while ((count = await source.ReadAsync(buffer, _over.Token)) > 0)
            {
                await into.WriteAsync(buffer.AsMemory(0, count), _over.Token);
            }

            into.CloseInput();
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The command ended without reading all of it.
        }
        catch (IOException) when (_over.IsCancellationRequested || !runner.Statuses.Completion.IsCompleted)
        {
            // The inner end is gone: the command closed its input, or it and all beside it was killed.
        }
    }
}
