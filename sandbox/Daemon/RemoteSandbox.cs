using Microsoft.Extensions.Options;

namespace OmniSage.Sandbox.Daemon;

/// <summary>The docker driver as everybody but the sandbox daemon sees it: every call goes to the daemon.</summary>
internal sealed class RemoteSandbox(IOptions<SandboxOptions> options, TimeProvider time) : ISandbox, IDisposable
{
    private readonly SandboxOptions _options = options.Value;
    private readonly DaemonClient _daemon = new(options.Value, time);

    public string Driver => "docker";

    public Task<SandboxCapabilities> ProbeAsync(CancellationToken ct) => ProbeAsync(_options.Docker.Kernel, ct);

    public async Task<SandboxCapabilities> ProbeAsync(SandboxKernel kernel, CancellationToken ct)
    {
        try
        {
            return (await AskAsync(new WireRequest(WireCall.Probe) { Kernel = kernel }, ct)).Capabilities!;
        }
        catch (SandboxException failure)
        {
            var words = failure.Message.Split(" Next step: ", 2);
            return new SandboxCapabilities(Driver, false, words[0], words.ElementAtOrDefault(1), []);
        }
    }

    public async Task<ISandboxSession> CreateAsync(SandboxSpec spec, CancellationToken ct)
    {
        CommandBounds.Check(spec);
        var limits = spec.Limits ?? _options.Limits;

        // Ours decide, not the daemon's; what is kept of output is kept here.
        var request = new WireRequest(WireCall.Create)
        {
            Spec = spec with
            {
                Limits = limits with { OutputKeptBytesMax = 0 },
                Image = spec.Image ?? _options.Docker.Image,
                Kernel = spec.Kernel ?? _options.Docker.Kernel,
            },
        };
        var connection = await _daemon.CallAsync(request, ct);
        try
        {
            var answer = await WireCalls.AwaitAnswerAsync(connection, WireCalls.NoOutput, ct);
            return new RemoteSession(answer.Session!, connection, _daemon, limits);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task<int> ReapAsync(CancellationToken ct) =>
        (int)(await AskAsync(new WireRequest(WireCall.Reap), ct)).Count;

    public void Dispose() => _daemon.Dispose();

    private async Task<WireAnswer> AskAsync(WireRequest request, CancellationToken ct)
    {
        using var connection = await _daemon.CallAsync(request, ct);
        return await WireCalls.AwaitAnswerAsync(connection, WireCalls.NoOutput, ct);
    }
}
