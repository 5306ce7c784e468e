using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using OmniSage.Sandbox.Native;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>
/// The processes of one sandbox: bubblewrap outside, our child, and the runner, process 1 inside. When the outer one
/// is gone after the inner one, nothing of the sandbox is left: the kernel ends a process namespace with its first
/// process, and bubblewrap waits for that.
/// </summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private const int ErrorTextMax = 1000;
    private static readonly TimeSpan GoneWithin = TimeSpan.FromSeconds(5);

    private readonly Readiness _readiness;
    private readonly SafeFileHandle _outer;
    private readonly int _outerPid;
    private SafeFileHandle? _inner;
    private bool _reaped;

    private SandboxProcess(Readiness readiness, int outerPid, RunnerPipes pipes)
    {
        (_readiness, _outerPid, Pipes) = (readiness, outerPid, pipes);
        _outer = Descriptor.OpenProcess(outerPid);
    }

    /// <summary>The descriptor on which bubblewrap tells its child's process id.</summary>
    internal const int Info = 4;

    /// <summary>The first descriptor that is free for the command's own inputs.</summary>
    internal const int FirstInput = 5;

    internal RunnerPipes Pipes { get; }

    /// <summary>The runner's process id as the host sees it; only meaningful while it lives.</summary>
    internal int RunnerPid { get; private set; }

    /// <summary>
    /// Starts and waits for the runner to be ready. On failure nothing is left and the message says what bwrap said.
    /// </summary>
    /// <param name="native">Threads that start and watch.</param>
    /// <param name="command">The whole command.</param>
    /// <param name="inputs">Its descriptors from <see cref="FirstInput"/> on; closed here.</param>
    /// <param name="user">Who the sandbox runs as.</param>
    /// <param name="script">What the runner is told first.</param>
    /// <param name="ct">Gives up.</param>
    internal static async Task<SandboxProcess> StartAsync(
        NativeThreads native, IReadOnlyList<string> command, IReadOnlyList<SafeFileHandle> inputs, SandboxUser user,
        byte[] script, CancellationToken ct)
    {
        var orders = Descriptor.Pipe(user.User, user.Group);
        var stdout = Descriptor.Pipe(user.User, user.Group);
        var stderr = Descriptor.Pipe(user.User, user.Group);
        var status = Descriptor.Pipe(user.User, user.Group);
        using var info = Descriptor.MemoryFile("info", []);
        var pipes = new RunnerPipes(native.Readiness, orders.Write, status.Read, stdout.Read, stderr.Read);
        SafeFileHandle[] given = [orders.Read, stdout.Write, stderr.Write, status.Write, info, .. inputs];
        SandboxProcess? process = null;
        var errors = new StringBuilder();
        try
        {
            pipes.Attach((_, bytes) => Keep(errors, bytes.Span));
            var pid = await native.Spawner.StartAsync(command, given);
            process = new SandboxProcess(native.Readiness, pid, pipes);
            foreach (var end in given.Except([info]))
            {
                end.Dispose();
            }

            await process.AwaitReadyAsync(script, ct);
            process.OpenRunner(info);
            return process;
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or JsonException)
        {
            foreach (var end in given)
            {
                end.Dispose();
            }

            await DropAsync(process, pipes);
            ct.ThrowIfCancellationRequested();
            throw new SandboxException(
                SandboxException.StartFailed, true, $"The sandbox did not start: {Describe(errors, failure)}", failure);
        }
    }

    /// <summary>Kills everything inside; the processes may need a moment to go (<see cref="WaitAsync"/>).</summary>
    internal void Kill()
    {
        if (_inner is not null)
        {
            Descriptor.Kill(_inner);
        }
        else
        {
            // bwrap has not told its child yet; the child dies with it.
            Descriptor.Kill(_outer);
        }
    }

    /// <summary>Waits until nothing of the sandbox is left. False when it takes longer than that.</summary>
    internal async Task<bool> WaitAsync(TimeSpan timeMax, TimeProvider time)
    {
        using var watch = _readiness.Register(_outer);
        var gone = watch.WaitAsync();
        if (await Task.WhenAny(gone, Task.Delay(timeMax, time)) != gone)
        {
            Descriptor.Kill(_outer);
            return false;
        }

        Reap();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await Pipes.DisposeAsync();
        _inner?.Dispose();
        _outer.Dispose();
    }

    private async Task AwaitReadyAsync(byte[] script, CancellationToken ct)
    {
        await Pipes.SendAsync(script);
        while (await Pipes.Statuses.WaitToReadAsync(ct))
        {
            if (Pipes.Statuses.TryRead(out var status) && status.Event == RunnerEvent.Ready)
            {
                return;
            }
        }

        throw new IOException("it ended at once");
    }

    private void OpenRunner(SafeFileHandle info)
    {
        var text = new byte[RandomAccess.GetLength(info)];
        RandomAccess.Read(info, text, 0);
        using var document = JsonDocument.Parse(text);
        RunnerPid = document.RootElement.GetProperty("child-pid").GetInt32();
        _inner = Descriptor.OpenProcess(RunnerPid);

        // Had the runner died meanwhile, its number could be another process's: ours has our child as its parent.
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{RunnerPid}/stat"));
        var parent = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
        if (int.Parse(parent, CultureInfo.InvariantCulture) != _outerPid)
        {
            _inner.Dispose();
            _inner = null;
            throw new IOException("its runner ended at once");
        }
    }

    private unsafe void Reap()
    {
        int status;
        if (!_reaped && Libc.WaitForChild(_outerPid, &status, options: 1) == _outerPid)
        {
            _reaped = true;
        }
    }

    private static async Task DropAsync(SandboxProcess? process, RunnerPipes pipes)
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitAsync(GoneWithin, TimeProvider.System);
            process._inner?.Dispose();
            process._outer.Dispose();
        }

        pipes.DrainAndDetach();
        await pipes.DisposeAsync();
    }

    private static void Keep(StringBuilder errors, ReadOnlySpan<byte> bytes)
    {
        if (errors.Length < ErrorTextMax)
        {
            errors.Append(Encoding.UTF8.GetString(bytes));
        }
    }

    private static string Describe(StringBuilder errors, Exception failure) =>
        errors.Length > 0 ? errors.ToString().Trim() : failure.Message;
}
