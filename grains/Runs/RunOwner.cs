namespace OmniSage.Grains.Runs;

/// <summary>The grain that writes a run, as leases name it.</summary>
internal sealed record RunOwner(string Kind, string Key)
{
    public const string Coordinator = "coordinator";
    public const string Executor = "executor";

    public static RunOwner Of(ThreadId thread) => new(Coordinator, thread.ToGrainKey());

    public static RunOwner Of(TaskId task) => new(Executor, task.ToGrainKey());

    public IRunOwner Find(IGrainFactory grains) => Kind switch
    {
        Coordinator => grains.GetGrain<ICoordinatorGrain>(Key),
        Executor => grains.GetGrain<IExecutorGrain>(Key),
        _ => throw new OmniSageException(ErrorCodes.InvalidKey, "A lease names a kind of grain that there is not."),
    };
}
