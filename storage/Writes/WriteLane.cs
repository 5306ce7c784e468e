using System.Collections.Concurrent;

namespace OmniSage.Storage.Writes;

/// <summary>
/// Where the writer runs, one piece of work at a time: a thread of its own, or a scheduler of the simulator.
/// </summary>
public abstract class WriteLane : IDisposable
{
    /// <summary>A thread that does nothing else, since a commit waits for the disk.</summary>
    public static WriteLane Thread(string name) => new ThreadLane(name);

    /// <summary>Pieces of work as tasks of that scheduler, which must run one at a time.</summary>
    public static WriteLane On(TaskScheduler scheduler) => new ScheduledLane(scheduler);

    internal abstract void Post(Action work);

    /// <summary>Takes no more work, and returns when what was taken is done.</summary>
    public abstract void Dispose();

    private sealed class ThreadLane : WriteLane
    {
        private readonly BlockingCollection<Action> work = [];
        private readonly Thread thread;

        public ThreadLane(string name)
        {
            thread = new(Run) { Name = name, IsBackground = true };
            thread.UnsafeStart();
        }

        internal override void Post(Action work) => this.work.Add(work);

        public override void Dispose()
        {
            if (work.IsAddingCompleted) return;
            work.CompleteAdding();
            thread.Join();
        }

        private void Run()
        {
            foreach (var piece in work.GetConsumingEnumerable()) piece();
        }
    }

    private sealed class ScheduledLane(TaskScheduler scheduler) : WriteLane
    {
        internal override void Post(Action work) =>
            Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);

        public override void Dispose()
        {
        }
    }
}
