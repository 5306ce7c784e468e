using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OmniSage.Sandbox.Runner;
using OmniSage.Sandbox.Seccomp;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// The driver for machines with a Docker engine (<c>docs/sandboxes.md</c>). It opens the engine's socket, which is as
/// good as being root, so only the sandbox daemon has one.
/// </summary>
internal sealed class DockerSandbox(IOptions<SandboxOptions> options, TimeProvider time) : ISandbox, IDisposable
{
    private static long _sessions;

    private readonly SandboxOptions _options = options.Value;
    private readonly EngineClient _engine = new(options.Value.Docker.Socket);
    private readonly ContainerImages _images = new(options.Value.Docker);

    public string Driver => "docker";

    public Task<SandboxCapabilities> ProbeAsync(CancellationToken ct) => ProbeAsync(_options.Docker.Kernel, ct);

    public async Task<SandboxCapabilities> ProbeAsync(SandboxKernel kernel, CancellationToken ct)
    {
        var runtime = ContainerRuntime.Of(kernel, _options.Docker);
        try
        {
            var info = DockerMissing.Find(_options) is { } absent ? throw Unavailable(absent)
                : await _engine.GetAsync("/info", ct);
            Require(info, runtime);
            await using var session = await CreateAsync(new SandboxSpec { Label = "probe", Kernel = kernel }, ct);
            var result = await session.RunAsync(new SandboxCommand("true"), _ => { }, ct);
            return result is { End: CommandEnd.Exited, ExitCode: 0 }
                ? new SandboxCapabilities(Driver, true, null, null, DockerReport.Make(info, runtime))
                : new SandboxCapabilities(Driver, false, $"A trial command ended as {result.End}.", null, []);
        }
        catch (EngineException failure)
        {
            var missing = DockerMissing.Explain(failure, _options);
            return new SandboxCapabilities(Driver, false, missing.Reason, missing.NextStep, []);
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
        if (DockerMissing.Find(_options) is { } missing)
        {
            throw Unavailable(missing);
        }

        var runtime = ContainerRuntime.Of(spec.Kernel ?? _options.Docker.Kernel, _options.Docker);
        using var late = new CancellationTokenSource(_options.StartTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            if (!spec.Required.IsDefaultOrEmpty || runtime.Kernel == SandboxKernel.GVisor)
            {
                RequireLimits(await _engine.GetAsync("/info", either.Token), runtime, spec);
            }

            return await StartAsync(spec, runtime, either.Token);
        }
        catch (EngineException failure)
        {
            throw failure.Status is null
                ? Unavailable(DockerMissing.Explain(failure, _options))
                : new SandboxException(SandboxException.StartFailed, true,
                    $"The sandbox did not start: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new SandboxException(SandboxException.StartFailed, true,
                $"The sandbox did not start: {failure.Message}", failure);
        }
    }

    public async Task<int> ReapAsync(CancellationToken ct)
    {
        if (DockerMissing.Find(_options) is not null)
        {
            return 0;
        }

        try
        {
            return await ContainerOrphans.RemoveAsync(_engine, _options.Docker.Install, ct);
        }
        catch (EngineException failure)
        {
            throw Unavailable(DockerMissing.Explain(failure, _options));
        }
    }

    public void Dispose() => _engine.Dispose();

    private async Task<ISandboxSession> StartAsync(SandboxSpec spec, ContainerRuntime runtime, CancellationToken ct)
    {
        var image = await _images.FindAsync(_engine, spec.Image, ct);
        var limits = spec.Limits ?? _options.Limits;
        var number = Interlocked.Increment(ref _sessions).ToString(CultureInfo.InvariantCulture);
        var asked = new ContainerSpec(image, runtime, limits, ContainerOrphans.Labels(_options.Docker.Install, number),
            EngineProfile.For(RuntimeInformation.ProcessArchitecture, runtime.Kernel)!).ToJson();
        var container = (string)(await _engine.PostAsync("/containers/create", asked, ct))["Id"]!;
        AttachedRunner? link = null;
        try
        {
            if (ContainerCheck.FindDifference(asked, await InspectAsync(container, ct)) is { } difference)
            {
                throw new SandboxException(SandboxException.Unavailable, false,
                    $"The engine made another container than was asked: {difference}");
            }

            // Attached before it starts, so that nothing it says is missed.
            link = new AttachedRunner(await _engine.AttachAsync(container, ct), async (line, opened) =>
                (await _engine.ExecAsync(container, ["/bin/sh", "-c", line], opened)).Stream);
            await _engine.PostAsync($"/containers/{container}/start", null, ct);
            return await AwaitReadyAsync($"{number}", container, link, limits, ct);
        }
        catch
        {
            await _engine.RemoveAsync(container, CancellationToken.None);
            await (link?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    private async Task<ISandboxSession> AwaitReadyAsync(
        string id, string container, AttachedRunner link, SandboxLimits limits, CancellationToken ct)
    {
        await link.SendAsync(RunnerScript.Start(
            limits, limitProcesses: false, resetSignals: true, link.Mark(RunnerEvent.Ready)));
        while (await link.Statuses.WaitToReadAsync(ct))
        {
            if (link.Statuses.TryRead(out var status) && status.Event == RunnerEvent.Ready)
            {
                var found = await InspectAsync(container, ct);
                var counter = ContainerObserver.FindMemoryCounter((int?)found["State"]?["Pid"] ?? 0);
                var observer = new ContainerObserver(link, counter, _options.KillTimeMax, time);
                var runner = new ResidentRunner(new RunnerContext(link, observer, _options, time));
                return new DockerSession(id, container, _engine, link, runner, limits, _options);
            }
        }

        throw new IOException("its runner ended at once");
    }

    private Task<JsonNode> InspectAsync(string container, CancellationToken ct) =>
        _engine.GetAsync($"/containers/{container}/json", ct);

    private static void Require(JsonNode info, ContainerRuntime runtime)
    {
        if (DockerMissing.Find(info, runtime) is { } missing)
        {
            throw Unavailable(missing);
        }
    }

    private static void RequireLimits(JsonNode info, ContainerRuntime runtime, SandboxSpec spec)
    {
        Require(info, runtime);
        var lacking = DockerReport.Make(info, runtime).FirstOrDefault(report =>
            report.Enforcement == LimitEnforcement.Missing
            && !spec.Required.IsDefaultOrEmpty && spec.Required.Contains(report.Limit));
        if (lacking is not null)
        {
            throw new SandboxException(SandboxException.Unavailable, false,
                $"A required limit is missing here, {lacking.Limit.ToString().ToLowerInvariant()}: {lacking.How}");
        }
    }

    private static SandboxException Unavailable(DockerMissing missing) => new(
        SandboxException.Unavailable, false,
        missing.NextStep is null ? missing.Reason : $"{missing.Reason} Next step: {missing.NextStep}");
}
