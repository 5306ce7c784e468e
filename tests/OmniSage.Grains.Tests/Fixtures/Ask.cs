using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>One request to a scripted model, to be answered by the script or by the test.</summary>
internal sealed class Ask(IReadOnlyList<ChatMessage> messages, int? outputTokensMax)
{
    private readonly TaskCompletionSource<Reply> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<ChatMessage> Messages => messages;

    public int? OutputTokensMax => outputTokensMax;

    /// <summary>The text of the last message.</summary>
    public string Last => messages[^1].Text;

    public bool WasCancelled { get; private set; }

    public void Answer(Reply with) => reply.TrySetResult(with);

    public async Task<Reply> TakeAsync(CancellationToken cancellation)
    {
        await using var end = cancellation.Register(() =>
        {
            WasCancelled = true;
            reply.TrySetCanceled(cancellation);
        });
        return await reply.Task;
    }
}
