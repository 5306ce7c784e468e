using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using OmniSage.Storage.Writes;

namespace OmniSage.Crash.Tests.Silos;

/// <summary>
/// Kills its own process at a commit. Before it: when the writer asks what the batch is to meet. After it: the writer
/// throws the planted fault right behind the commit, and this sees it before anything can catch it.
/// </summary>
internal sealed class DeadlyWrites : WriteFaults
{
    private const int SignalKill = 9;

    private readonly Lock gate = new();
    private KillPoint? armed;
    private int commits;

    public DeadlyWrites() => AppDomain.CurrentDomain.FirstChanceException += DieOfPlanted;

    /// <summary>Counts anew from here; null disarms.</summary>
    public void Arm(KillPoint? point)
    {
        lock (gate) (armed, commits) = (point, 0);
    }

    public override WriteFault Next()
    {
        lock (gate)
        {
            if (armed is null || ++commits != armed.Commit) return WriteFault.None;
            if (armed.Moment == KillMoment.Before) Die();
            return WriteFault.DurableButUnknown;
        }
    }

    private static void DieOfPlanted(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is DbException fault && fault.Message.Contains("planted", StringComparison.Ordinal)) Die();
    }

    private static void Die() => _ = Signal(Environment.ProcessId, SignalKill);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
