using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using OmniSage.Sandbox.Cgroups;
using OmniSage.Sandbox.Files;
using OmniSage.Sandbox.Native;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>The driver for machines without a container engine (<c>docs/sandboxes.md</c>).</summary>
internal sealed class BubblewrapSandbox(IOptions<SandboxOptions> options, TimeProvider time) : ISandbox, IDisposable
{
    private const string NoGVisor =
        "bubblewrap uses the machine's own kernel; gVisor needs the docker driver (Sandbox:Driver=docker).";

    // Of the process, not of the driver: two drivers in one process name their groups side by side.
    private static long _sessions;

    private readonly SandboxOptions _options = options.Value;
    private readonly UserIds _users = new(options.Value.UserIdFirst);
    private readonly Lazy<NativeThreads> _native = new(() => new NativeThreads());
    private readonly Lazy<SystemFiles> _files = new(() => new SystemFiles(RuntimeInformation.ProcessArchitecture));
    private readonly Lazy<ImmutableArray<CgroupHierarchy>> _hierarchies =
        new(() => CgroupHierarchy.Find(options.Value.CgroupName));

    public string Driver => "bubblewrap";

    public async Task<SandboxCapabilities> ProbeAsync(CancellationToken ct)
    {
        if (BubblewrapMissing.Find(_options) is { } missing)
        {
            return new SandboxCapabilities(Driver, false, missing.Reason, missing.NextStep, []);
        }

        try
        {
            var spec = new SandboxSpec { Label = "probe" };
            await using var session = await StartAsync(spec, ct);
            var result = await session.RunAsync(new SandboxCommand("true"), _ => { }, ct);
            return result is { End: CommandEnd.Exited, ExitCode: 0 }
                ? new SandboxCapabilities(Driver, true, null, null, BubblewrapReport.Make(_hierarchies.Value))
                : new SandboxCapabilities(Driver, false, $"A trial command ended as {result.End}.", null, []);
        }
        catch (SandboxException failure)
        {
            return new SandboxCapabilities(
                Driver, false, failure.Message, BubblewrapMissing.NextStepFor(failure.Message), []);
        }
    }

    public Task<SandboxCapabilities> ProbeAsync(SandboxKernel kernel, CancellationToken ct) => kernel switch
    {
        SandboxKernel.Host => ProbeAsync(ct),
        SandboxKernel.GVisor => Task.FromResult(new SandboxCapabilities(Driver, false, NoGVisor, null, [])),
    };

    public async Task<ISandboxSession> CreateAsync(SandboxSpec spec, CancellationToken ct)
    {
        CommandBounds.Check(spec);
        if (BubblewrapMissing.Find(_options) is { } missing)
        {
            throw new SandboxException(
                SandboxException.Unavailable, false, $"{missing.Reason} Next step: {missing.NextStep}");
        }

        if (spec.Kernel == SandboxKernel.GVisor)
        {
            throw new SandboxException(SandboxException.Unavailable, false, NoGVisor);
        }

        foreach (var report in BubblewrapReport.Make(_hierarchies.Value))
        {
            if (report.Enforcement == LimitEnforcement.Missing
                && !spec.Required.IsDefaultOrEmpty && spec.Required.Contains(report.Limit))
            {
                throw new SandboxException(SandboxException.Unavailable, false,
                    $"A required limit is missing here, {report.Limit.ToString().ToLowerInvariant()}: {report.How}");
            }
        }

        return await StartAsync(spec, ct);
    }

    public async Task<int> ReapAsync(CancellationToken ct)
    {
        var orphans = BubblewrapOrphans.Kill();
        var groups = await CgroupReaper.ReapAsync(_hierarchies.Value, _options.KillTimeMax, time, ct);
        return Math.Max(orphans, groups);
    }

    public void Dispose()
    {
        if (_native.IsValueCreated)
        {
            _native.Value.Dispose();
        }

        if (_files.IsValueCreated)
        {
            _files.Value.Dispose();
        }

        if (_hierarchies.IsValueCreated)
        {
            CgroupReaper.RemoveOwn(_hierarchies.Value);
        }
    }

    private async Task<BubblewrapSession> StartAsync(SandboxSpec spec, CancellationToken ct)
    {
        var limits = spec.Limits ?? _options.Limits;
        var id = Interlocked.Increment(ref _sessions).ToString(CultureInfo.InvariantCulture);
        var user = _users.Take();
        var hierarchies = _hierarchies.Value;
        SessionCgroup? cgroup = null;
        using var late = new CancellationTokenSource(_options.StartTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            cgroup = hierarchies.IsEmpty ? null : SessionCgroup.Create(hierarchies, id, limits);
            var process = await StartProcessAsync(id, limits, user, cgroup, either.Token);
            return Assemble(id, process, limits, user, cgroup);
        }
        catch (Exception failure)
        {
            cgroup?.TryRemove();
            _users.Return(user);
            if (failure is IOException or UnauthorizedAccessException
                || (failure is OperationCanceledException && !ct.IsCancellationRequested))
            {
                throw new SandboxException(SandboxException.StartFailed, true,
                    $"The sandbox did not start: {failure.Message}", failure);
            }

            throw;
        }
    }

    private Task<SandboxProcess> StartProcessAsync(
        string id, SandboxLimits limits, SandboxUser user, SessionCgroup? cgroup, CancellationToken ct)
    {
        var programs = new BubblewrapCommand(
            ProgramPath.Find(_options.BubblewrapPath)!, ProgramPath.Find("setpriv"));
        string[] inputs = ["--info-fd", SandboxProcess.Info.ToString(CultureInfo.InvariantCulture),
            .. _files.Value.Arguments(SandboxProcess.FirstInput)];
        var command = programs.Build(cgroup?.Folders ?? [], user, limits, $"{Incarnation.Current}/{id}", inputs);
        var countsProcesses = _hierarchies.Value.Any(hierarchy => hierarchy.Controllers.Contains("pids"));
        return SandboxProcess.StartAsync(
            _native.Value, command, [.. _files.Value.Open()], user,
            RunnerScript.Start(limits, limitProcesses: !countsProcesses, _files.Value.ResetsSignals), ct);
    }

    private BubblewrapSession Assemble(
        string id, SandboxProcess process, SandboxLimits limits, SandboxUser user, SessionCgroup? cgroup)
    {
        var workspace = SandboxFolder.Open(process.RunnerPid, "/workspace", user);
        var temp = SandboxFolder.Open(process.RunnerPid, "/tmp", user);
        var kernelCounts = _hierarchies.Value.SelectMany(hierarchy => hierarchy.Controllers).ToHashSet();
        var tree = kernelCounts.IsSupersetOf(["memory", "pids"]) ? null : new ProcessTree(process.RunnerPid);
        var observer = new SessionObserver(limits, [workspace, temp], cgroup, tree);
        process.Pipes.Temp = temp;
        var runner = new ResidentRunner(new RunnerContext(process.Pipes, observer, _options, time));
        return new BubblewrapSession(
            id, new SessionParts(process, runner, workspace, temp, cgroup), limits, _options, time,
            onGone: () => _users.Return(user));
    }
}
