namespace OmniSage.Storage.Writes;

/// <summary>A unit on its way to the database, and who waits for it.</summary>
internal sealed class PendingUnit(UnitOfWork unit)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UnitOfWork Unit { get; } = unit;

    public Task Done => done.Task;

    /// <summary>Why the unit will not be written, once that is known.</summary>
    public OmniSageException? Refusal { get; set; }

    public void Complete()
    {
        if (Refusal is null) done.TrySetResult();
        else done.TrySetException(Refusal);
    }

    public void Fail(OmniSageException fault)
    {
        Refusal = fault;
        Complete();
    }
}
