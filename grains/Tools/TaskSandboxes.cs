using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OmniSage.Grains.Runs;
using OmniSage.Sandbox;
using OmniSage.Storage.Blobs;

namespace OmniSage.Grains.Tools;

/// <summary>
/// The sandboxes of the tasks that this silo works on, one for each run, made when a tool first needs it. One that
/// is gone is replaced by a fresh one with the workspace as it was last kept.
/// </summary>
internal sealed partial class TaskSandboxes(
    OpenSandbox open,
    SandboxChoice choice,
    IBlobStore blobs,
    RunScheduler scheduler,
    IOptions<AgentOptions> options,
    ILogger<TaskSandboxes> logger)
{
    private readonly ConcurrentDictionary<RunId, ISandboxSession> sessions = new();
    private readonly ConcurrentDictionary<RunId, bool> losses = new();
    private readonly ConcurrentDictionary<RunId, bool> unkept = new();

    /// <summary>The run's sandbox; a run has one step at a time, so nobody else asks for it meanwhile.</summary>
    public async Task<ISandboxSession> OpenAsync(
        RunId run, RunPlace place, string? workspace, CancellationToken cancellation)
    {
        if (sessions.TryGetValue(run, out var known))
        {
            if (known.IsAlive) return known;
            // Its place is given back before another is asked for.
            Release(run);
            losses[run] = true;
        }

        var made = await open(await choice.OfAsync(run.Tenant, place), cancellation);
        try
        {
            if (workspace is not null) await RestoreAsync(made, run.Tenant, workspace, cancellation);
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }

        sessions[run] = made;
        return made;
    }

    public bool Has(RunId run) => sessions.TryGetValue(run, out var session) && session.IsAlive;

    /// <summary>Whether a sandbox of the run died since this was last asked, and a fresh one took its place.</summary>
    public bool TakeLoss(RunId run) => losses.TryRemove(run, out _);

    /// <summary>From now on the sandbox may hold what is not kept.</summary>
    public void Touch(RunId run) => unkept[run] = true;

    /// <summary>Keeps the workspace and answers its SHA-256; null when it is too large to be kept.</summary>
    public async Task<string?> KeepAsync(ISandboxSession session, RunId run, CancellationToken cancellation)
    {
        using var archive = new MemoryStream();
        try
        {
            await session.SnapshotAsync(archive, options.Value.WorkspaceBytesMax, cancellation);
        }
        catch (SandboxException fault) when (fault.Code == SandboxException.TooLarge)
        {
            LogTooLarge(session.Id, options.Value.WorkspaceBytesMax);
            return null;
        }

        var blob = await blobs.PutAsync(run.Tenant, archive.GetBuffer().AsMemory(0, (int)archive.Length));
        unkept.TryRemove(run, out _);
        return blob.Text;
    }

    /// <summary>Gives the run's sandbox back, unless that would lose what is in it.</summary>
    public void ReleaseKept(RunId run)
    {
        if (!unkept.ContainsKey(run)) Release(run);
    }

    /// <summary>The run needs its sandbox no more; it is gone soon.</summary>
    public void Release(RunId run)
    {
        losses.TryRemove(run, out _);
        unkept.TryRemove(run, out _);
        if (!sessions.TryRemove(run, out var session)) return;
        Task.Factory.StartNew(
            () => CloseAsync(session), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler.Tasks);
    }

    private async Task RestoreAsync(
        ISandboxSession session, TenantId tenant, string workspace, CancellationToken cancellation)
    {
        var bytesMax = options.Value.WorkspaceBytesMax;
        var archive = await blobs.FindAsync(tenant, BlobId.Parse(workspace), bytesMax, cancellation)
            ?? throw new StepFaultException(
                "workspace_missing", "The task's kept workspace is gone.", retryable: false);
        using var source = new MemoryStream(archive, writable: false);
        await session.RestoreAsync(source, cancellation);
    }

    private async Task CloseAsync(ISandboxSession session)
    {
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception fault)
        {
            // What is left of it is reaped at the next start; the run has ended either way.
            LogNotClosed(fault, session.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sandbox {Session}: its workspace is over {BytesMax} bytes and is not kept")]
    private partial void LogTooLarge(string session, long bytesMax);

    [LoggerMessage(LogLevel.Error, "Sandbox {Session} could not be closed")]
    private partial void LogNotClosed(Exception fault, string session);
}
