namespace OmniSage.Bench.Hosting;

/// <summary>What the bench asks the silo that it hosts in another process; each is answered with a number.</summary>
internal enum HostQuestion
{
    /// <summary>Bytes of the managed heap after all garbage was collected.</summary>
    Heap,

    /// <summary>Commits of the write queue so far.</summary>
    Commits,
}
