using OmniSage.Sandbox;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>All sandboxes that a test's tasks were given, and what their commands do.</summary>
internal sealed class ScriptedSandboxes
{
    private readonly List<ScriptedSandbox> opened = [];

    /// <summary>A command's exit code; a task that does not complete is a command that runs.</summary>
    public Func<string, CancellationToken, Task<int>> Run { get; set; } = (_, _) => Task.FromResult(0);

    /// <summary>What reading a file waits for, or throws.</summary>
    public Func<Task> Reading { get; set; } = () => Task.CompletedTask;

    /// <summary>What opening a sandbox waits for, or throws.</summary>
    public Func<CancellationToken, Task> Opening { get; set; } = _ => Task.CompletedTask;

    /// <summary>What the last one was asked to be.</summary>
    public SandboxSpec? Asked { get; private set; }

    public IReadOnlyList<ScriptedSandbox> Opened
    {
        get
        {
            lock (opened) return [.. opened];
        }
    }

    public async Task<ISandboxSession> OpenAsync(SandboxSpec spec, CancellationToken cancellation)
    {
        await Opening(cancellation);
        lock (opened)
        {
            var sandbox = new ScriptedSandbox(opened.Count + 1, (line, ct) => Run(line, ct), () => Reading());
            opened.Add(sandbox);
            Asked = spec;
            return sandbox;
        }
    }
}
