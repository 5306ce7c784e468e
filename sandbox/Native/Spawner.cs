using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OmniSage.Sandbox.Native;

/// <summary>
/// Starts processes, all from one thread that lives as long as this object: a child that asked to die with its parent
/// is killed by the kernel when the <em>thread</em> that started it ends, not the process.
/// </summary>
internal sealed unsafe partial class Spawner : IDisposable
{
    private const int DuplicateAtLeast = 1030;
    private const int QueueMax = 1024;

    private readonly BlockingCollection<Action> _queue = new(QueueMax);
    private readonly Thread _thread;

    internal Spawner()
    {
        _thread = new Thread(Loop) { IsBackground = true, Name = "sandbox parent" };
        _thread.Start();
    }

    /// <summary>
    /// Starts <paramref name="arguments"/>[0] with an empty environment, default signals, and <paramref name="files"/>
    /// as descriptors 0, 1, 2 …; nothing else is inherited. Returns the process id; the caller must wait for it.
    /// </summary>
    internal Task<int> StartAsync(IReadOnlyList<string> arguments, IReadOnlyList<SafeFileHandle> files)
    {
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(() =>
        {
            try
            {
                started.SetResult(Start(arguments, files));
            }
            catch (Exception failure) when (failure is IOException or EntryPointNotFoundException)
            {
                started.SetException(failure);
            }
        });
        return started.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }

    private void Loop()
    {
        foreach (var start in _queue.GetConsumingEnumerable())
        {
            start();
        }
    }

    private static int Start(IReadOnlyList<string> arguments, IReadOnlyList<SafeFileHandle> files)
    {
        // Sources are first moved above every target, so that no duplication overwrites the source of another.
        var sources = files.Select(file => Descriptor.Own(
            Libc.Control(Descriptor.Number(file), DuplicateAtLeast, 64), "fcntl")).ToArray();
        var actions = stackalloc byte[256];
        var attributes = stackalloc byte[512];
        var argv = stackalloc nint[arguments.Count + 1];
        var envp = stackalloc nint[1];
        envp[0] = 0;
        argv[arguments.Count] = 0;
        try
        {
            for (var i = 0; i < arguments.Count; i++)
            {
                argv[i] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
            }

            Prepare(actions, attributes, sources);
            int pid;
            var error = Spawn(&pid, (byte*)argv[0], actions, attributes, argv, envp);
            return error == 0
                ? pid
                : throw new IOException($"{arguments[0]}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
        finally
        {
            _ = ActionsDestroy(actions);
            _ = AttributesDestroy(attributes);
            foreach (var source in sources)
            {
                source.Dispose();
            }

            for (var i = 0; i < arguments.Count; i++)
            {
                Marshal.FreeCoTaskMem(argv[i]);
            }
        }
    }

    private static void Prepare(byte* actions, byte* attributes, SafeFileHandle[] sources)
    {
        const short SetSignalDefaults = 4, SetSignalMask = 8;
        Must(ActionsInit(actions));
        Must(AttributesInit(attributes));
        for (var i = 0; i < sources.Length; i++)
        {
            Must(ActionsDuplicate(actions, Descriptor.Number(sources[i]), i));
        }

        Must(ActionsCloseFrom(actions, sources.Length));

        // The runtime ignores SIGPIPE and a child would inherit that: "yes | head" must end quietly.
        var signals = stackalloc byte[128];
        new Span<byte>(signals, 128).Clear();
        Must(AttributesMask(attributes, signals));
        new Span<byte>(signals, 128).Fill(0xFF);
        Must(AttributesDefaults(attributes, signals));
        Must(AttributesFlags(attributes, SetSignalDefaults | SetSignalMask));
    }

    private static void Must(int error)
    {
        if (error != 0)
        {
            throw new IOException($"posix_spawn: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    private static partial int Spawn(int* pid, byte* path, byte* actions, byte* attributes, nint* argv, nint* envp);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsDuplicate(byte* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    private static partial int ActionsCloseFrom(byte* actions, int from);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int AttributesMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int AttributesDefaults(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int AttributesFlags(byte* attributes, short flags);
}
