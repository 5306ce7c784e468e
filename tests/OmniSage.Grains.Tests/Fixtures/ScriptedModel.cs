using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>A model that says what the test has it say. What the script answers with null waits for the test.</summary>
internal sealed class ScriptedModel : IChatClient
{
    private readonly List<Ask> asks = [];

    public Func<Ask, Reply?> Script { get; set; } = _ => null;

    public IReadOnlyList<Ask> Asks
    {
        get
        {
            lock (asks) return [.. asks];
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var ask = new Ask([.. messages], options?.MaxOutputTokens);
        lock (asks) asks.Add(ask);
        if (Script(ask) is { } scripted) ask.Answer(scripted);
        var reply = await ask.TakeAsync(cancellationToken);
        if (reply.Fault is { } fault) throw fault;
        foreach (var piece in reply.Text.Chunk(500)) yield return new(ChatRole.Assistant, new string(piece));
        if (reply.Usage is { } usage) yield return new(ChatRole.Assistant, [new UsageContent(usage)]);
        foreach (var call in reply.Calls) yield return new(ChatRole.Assistant, [call]);
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Agents ask for streams.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
