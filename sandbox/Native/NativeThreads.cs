namespace OmniSage.Sandbox.Native;

/// <summary>
/// The two threads that a driver keeps for its whole life: one starts processes, one watches descriptors.
/// </summary>
internal sealed class NativeThreads : IDisposable
{
    internal Spawner Spawner { get; } = new();

    internal Readiness Readiness { get; } = new();

    public void Dispose()
    {
        Spawner.Dispose();
        Readiness.Dispose();
    }
}
