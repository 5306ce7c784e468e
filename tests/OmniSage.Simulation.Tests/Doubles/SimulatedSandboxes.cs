using OmniSage.Sandbox;
using OmniSage.Simulation.Tests.Loops;
using OmniSage.Simulation.Tests.Silos;

namespace OmniSage.Simulation.Tests.Doubles;

/// <summary>Opens sandboxes that are a dictionary of files, some slowly, some not at all.</summary>
internal sealed class SimulatedSandboxes(Chaos chaos, LoopClock clock)
{
    private int opened;

    public async Task<ISandboxSession> OpenAsync(SandboxSpec spec, CancellationToken cancellation)
    {
        clock.Loop.RequireThread("Opening a sandbox");
        await Task.Delay(TimeSpan.FromMilliseconds(chaos.Sandboxes.Next(500)), clock, cancellation);
        if (!chaos.IsCalm && chaos.Sandboxes.NextDouble() < chaos.SandboxTrouble)
        {
            throw new SandboxException(SandboxException.StartFailed, retryable: true, "planted: no sandbox");
        }

        return new SimulatedSandbox($"simulated-{++opened}", chaos, clock);
    }
}
