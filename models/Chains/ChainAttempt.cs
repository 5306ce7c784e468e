using System.Runtime.CompilerServices;
using OmniSage.Models.Settings;

namespace OmniSage.Models.Chains;

/// <summary>Asks one model of a chain once, and takes note of how it did.</summary>
internal sealed class ChainAttempt(ModelLink link, ModelOptions bounds, TimeProvider time)
{
    /// <summary>Why there is no whole answer; null when there is one.</summary>
    public ModelFaultException? Fault { get; private set; }

    /// <summary>What it says, as far as it gets; a failure ends it and is told by <see cref="Fault"/>.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        link.Use.Begin();
        using var end = new EndOfUse(link.Use, time);
        var began = time.GetTimestamp();
        TimeSpan? first = null;
        ChatFinishReason? finish = null;
        await using var updates = link.Client.GetStreamingResponseAsync(messages, options, cancellation)
            .GetAsyncEnumerator(cancellation);
        while (await MovesAsync(updates))
        {
            finish = updates.Current.FinishReason ?? finish;
            if (updates.Current.Contents.Any(SaysAnything)) first ??= time.GetElapsedTime(began);
            yield return updates.Current;
        }

        if (Fault is null && first is null) Fault = SaidNothing(finish);
        if (Fault is null) link.Health.Succeeded(first!.Value);
        else link.Health.Failed(Fault, time.GetUtcNow(), bounds.FailuresMax, bounds.SkipTime);
    }

    private async ValueTask<bool> MovesAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (ModelFaultException fault)
        {
            Fault = fault;
            return false;
        }
    }

    private ModelFaultException SaidNothing(ChatFinishReason? finish) => new(
        ModelErrors.Empty,
        finish == ChatFinishReason.Length
            ? $"{link.Provider} used all tokens of the answer without saying anything: allow more of them."
            : $"{link.Provider} answered with nothing.");

    /// <summary>Also where nobody reads the answer to its end.</summary>
    private readonly struct EndOfUse(LinkUse use, TimeProvider time) : IDisposable
    {
        public void Dispose() => use.End(time.GetTimestamp());
    }

    private static bool SaysAnything(AIContent content) =>
        content is FunctionCallContent or TextContent { Text.Length: > 0 };
}
