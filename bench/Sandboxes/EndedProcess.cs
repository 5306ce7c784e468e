using System.Diagnostics;

namespace OmniSage.Bench.Sandboxes;

/// <summary>A process that has ended; the end of what was made does not count.</summary>
internal sealed class EndedProcess(Process process) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        process.Dispose();
        return ValueTask.CompletedTask;
    }
}
