using System.Reflection;

namespace OmniSage.Bench.Calls;

/// <summary>
/// The least that a call through a proxy and a mailbox can be: what the calls of grains are held against.
/// </summary>
public class BareProxy : DispatchProxy
{
    private readonly BareMailbox mailbox = new();
    private readonly EchoGrain target = new();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var call = new BareCall(target, (int)args![0]!);
        mailbox.Post(call);
        return call.Answer;
    }
}

/// <summary>A call and its answer.</summary>
internal sealed class BareCall(EchoGrain target, int value)
{
    private readonly TaskCompletionSource<int> answer = new();

    public Task<int> Answer => answer.Task;

    public void Run() => answer.SetResult(target.EchoAsync(value).Result);
}

/// <summary>One call at a time, on the thread pool.</summary>
internal sealed class BareMailbox : IThreadPoolWorkItem
{
    private readonly Lock gate = new();
    private readonly Queue<BareCall> waiting = new();
    private bool isRunning;

    public void Post(BareCall call)
    {
        lock (gate)
        {
            waiting.Enqueue(call);
            if (isRunning) return;
            isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public void Execute()
    {
        while (true)
        {
            BareCall? next;
            lock (gate)
            {
                if (!waiting.TryDequeue(out next))
                {
                    isRunning = false;
                    return;
                }
            }

            next.Run();
        }
    }
}
