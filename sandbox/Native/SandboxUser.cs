namespace OmniSage.Sandbox.Native;

/// <summary>The user of the machine that a session's processes and files belong to.</summary>
internal readonly record struct SandboxUser(uint User, uint Group)
{
    internal static SandboxUser Own => new(Libc.EffectiveUser(), Libc.EffectiveGroup());

    private bool IsOwn => User == Libc.EffectiveUser();

    /// <summary>
    /// Does file work of this thread with the session's rights instead of ours, which may be root's: permission bits
    /// hold, and what is made belongs to the session. Must not await.
    /// </summary>
    internal T As<T>(Func<T> work)
    {
        if (IsOwn)
        {
            return work();
        }

        _ = Libc.SetFileGroup(Group);
        _ = Libc.SetFileUser(User);
        try
        {
            return work();
        }
        finally
        {
            _ = Libc.SetFileUser(Libc.EffectiveUser());
            _ = Libc.SetFileGroup(Libc.EffectiveGroup());
        }
    }
}
