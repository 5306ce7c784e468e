using System.Runtime.CompilerServices;
using OmniSage.Grains.Runs;
using OmniSage.Simulation.Tests.Loops;
using OmniSage.Simulation.Tests.Silos;

namespace OmniSage.Simulation.Tests.Doubles;

/// <summary>A model that may be slow, fail for now or for good, break off in the middle, or never end.</summary>
internal abstract class TroubledModel(Chaos chaos, LoopClock clock) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Only the stream is used.");

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        clock.Loop.RequireThread("Asking a model");
        var chance = chaos.Models;
        var secondsMax = chaos.IsCalm ? 0.1 : chance.Next(4) == 0 ? 20 : 2;
        await Task.Delay(TimeSpan.FromSeconds(secondsMax * chance.NextDouble()), clock, cancellationToken);
        if (!chaos.IsCalm && chance.NextDouble() < chaos.ModelTrouble) await TroubleAsync(chance, cancellationToken);
        foreach (var content in Answer(chance, chaos.IsCalm))
        {
            clock.Loop.RequireThread("A model's answer");
            yield return new(ChatRole.Assistant, [content]) { ModelId = "simulated" };
            if (chance.Next(4) == 0) await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
        }

        // Some providers say what it took, never more than could have been foreseen; others say nothing.
        if (chaos.Tokens.Next(4) > 0) yield return new(ChatRole.Assistant, [new UsageContent(new()
        {
            InputTokenCount = chaos.Tokens.Next(1_000), OutputTokenCount = chaos.Tokens.Next(4_000),
        })]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Holds nothing.
    }

    /// <summary>What it says this time.</summary>
    protected abstract IEnumerable<AIContent> Answer(Random chance, bool isCalm);

    private async Task TroubleAsync(Random chance, CancellationToken cancellation)
    {
        switch (chance.Next(8))
        {
            case < 4:
                throw new HttpRequestException("planted: the model did not answer");
            case 4:
                throw new StepFaultException("planted", "The model refuses.", retryable: false);
            case 5:
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation);
                break;
            default:
                await Task.Delay(TimeSpan.FromSeconds(40 * chance.NextDouble()), clock, cancellation);
                break;
        }
    }
}
