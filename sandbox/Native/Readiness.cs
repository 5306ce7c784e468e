using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OmniSage.Sandbox.Native;

/// <summary>
/// Tells when descriptors can be read or written, with one thread for all of them: sessions hold three pipes each,
/// and a blocked pool thread per pipe would starve the host.
/// </summary>
internal sealed unsafe class Readiness : IDisposable
{
    private const int OneShot = 1 << 30, In = 1, Out = 4;
    private const int Add = 1, Delete = 2, Modify = 3;
    private const int EventsMax = 64;

    // The kernel packs the event on x86-64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly ConcurrentDictionary<long, Watch> _watches = new();
    private readonly SafeFileHandle _poll = Descriptor.Own(Libc.PollCreate(Libc.CloseOnExec), "epoll_create1");
    private readonly SafeFileHandle _wakeRead;
    private readonly SafeFileHandle _wakeWrite;
    private readonly Thread _thread;
    private long _next;

    internal Readiness()
    {
        (_wakeRead, _wakeWrite) = Descriptor.Pipe(Libc.EffectiveUser(), Libc.EffectiveGroup());
        Control(Add, _wakeRead, In, id: 0);
        _thread = new Thread(Loop) { IsBackground = true, Name = "sandbox readiness" };
        _thread.Start();
    }

    /// <summary>
    /// Watches a descriptor until the watch is disposed; the caller keeps the descriptor open till then.
    /// </summary>
    internal Watch Register(SafeFileHandle file, bool forWriting = false)
    {
        var watch = new Watch(this, file, Interlocked.Increment(ref _next), forWriting ? Out : In);
        _watches[watch.Id] = watch;
        Control(Add, file, OneShot, watch.Id);
        return watch;
    }

    public void Dispose()
    {
        Descriptor.Write(_wakeWrite, [1]);
        _thread.Join();
        foreach (var watch in _watches.Values)
        {
            watch.Dispose();
        }

        _poll.Dispose();
        _wakeRead.Dispose();
        _wakeWrite.Dispose();
    }

    private void Loop()
    {
        var events = stackalloc byte[EventsMax * EventSize];
        while (true)
        {
            var count = Libc.PollWait(Descriptor.Number(_poll), events, EventsMax, timeoutMs: -1);
            for (var i = 0; i < count; i++)
            {
                var id = *(long*)(events + (i * EventSize) + EventSize - sizeof(long));
                if (id == 0)
                {
                    return;
                }

                if (_watches.TryGetValue(id, out var watch))
                {
                    watch.Fire(ready: true);
                }
            }
        }
    }

    private void Control(int operation, SafeFileHandle file, int interest, long id)
    {
        var change = stackalloc byte[16];
        *(int*)change = interest;
        *(long*)(change + EventSize - sizeof(long)) = id;
        Descriptor.Check(
            Libc.PollControl(Descriptor.Number(_poll), operation, Descriptor.Number(file), change), "epoll_ctl");
    }

    /// <summary>One watched descriptor. One waiter at a time.</summary>
    internal sealed class Watch(Readiness owner, SafeFileHandle file, long id, int interest) : IDisposable
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource<bool>? _waiter;
        private bool _disposed;

        internal long Id { get; } = id;

        /// <summary>
        /// True when the descriptor is ready or closed at the other end, false when the watch is over.
        /// </summary>
        internal Task<bool> WaitAsync()
        {
            lock (_lock)
            {
                if (_disposed)
                {
                    return Task.FromResult(false);
                }

                _waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                owner.Control(Modify, file, OneShot | interest, Id);
                return _waiter.Task;
            }
        }

        internal void Fire(bool ready)
        {
            lock (_lock)
            {
                _waiter?.TrySetResult(ready);
                _waiter = null;
            }
        }

        public void Dispose()
        {
            lock (_lock)
            {
                if (_disposed)
                {
                    return;
                }

                _disposed = true;
                owner._watches.TryRemove(Id, out _);
                owner.Control(Delete, file, 0, Id);
            }

            Fire(ready: false);
        }
    }
}
