namespace OmniSage.GrainInterfaces.Memory;

/// <summary>
/// The facts of one scope: it alone writes them, bounds them, and erases what is forgotten or has expired. Keyed by
/// <see cref="MemoryScopeId"/>. What is kept is searched through <see cref="IFacts"/>, past the grain.
/// </summary>
[Alias("omnisage.memory"), GrainInterfaceType("memory")]
public interface IMemoryScopeGrain : IGrainWithStringKey, IRemindable
{
    /// <summary>
    /// Keeps a fact, unless the workspace or the thread that it comes from is set to keep nothing.
    /// </summary>
    [Alias("remember")]
    Task<RememberOutcome> RememberAsync(RememberFact command);

    /// <summary>
    /// Erases a fact, every version that it replaced or that replaced it, and every fact that sums up one of them:
    /// payloads, index and use. Forgetting it again changes nothing.
    /// </summary>
    [Alias("forget")]
    Task<ForgetOutcome> ForgetAsync(Guid fact, Guid by);

    /// <summary>
    /// Takes note that every conversation knows that these facts are forgotten. Repeating it changes nothing.
    /// </summary>
    [Alias("told")]
    Task ToldAsync(ImmutableArray<Guid> facts);

    /// <summary>
    /// Sets whether anything new is kept that is said in a workspace. Of a workspace's own scope; a thread has its
    /// switch with its coordinator.
    /// </summary>
    [Alias("switch")]
    Task SwitchAsync(bool isOn, Guid by);

    /// <summary>Whether new facts are kept, from memory, whatever the grain is doing.</summary>
    [Alias("is-on"), AlwaysInterleave]
    Task<bool> IsOnAsync();
}
