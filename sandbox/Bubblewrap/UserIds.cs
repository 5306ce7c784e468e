using OmniSage.Sandbox.Native;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>
/// Gives each session of a root host a user id of its own, so that two sessions share no per-user resource of the
/// kernel. A host that is not root has only its own user.
/// </summary>
internal sealed class UserIds
{
    internal const int Count = 1000;

    private readonly Queue<uint> _free = [];
    private readonly Lock _lock = new();

    internal UserIds(int first)
    {
        // Two hosts of one machine that nobody told apart begin at different ids, so that they rarely share one.
        var begin = (int)(Environment.ProcessId * 7919L % Count);
        for (var i = 0; i < Count; i++)
        {
            _free.Enqueue((uint)(first + ((begin + i) % Count)));
        }
    }

    /// <summary>Whether sessions get users of their own here.</summary>
    internal static bool Separate => Libc.EffectiveUser() == 0;

    internal SandboxUser Take()
    {
        if (!Separate)
        {
            return SandboxUser.Own;
        }

        lock (_lock)
        {
            return _free.TryDequeue(out var id) ? new SandboxUser(id, id) : throw new SandboxException(
                SandboxException.Busy, true, $"All {Count} user ids for sandboxes are in use.");
        }
    }

    /// <summary>Takes an id back; it is given again last.</summary>
    internal void Return(SandboxUser user)
    {
        if (Separate)
        {
            lock (_lock)
            {
                _free.Enqueue(user.User);
            }
        }
    }
}
