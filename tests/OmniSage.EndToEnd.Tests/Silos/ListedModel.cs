using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniSage.EndToEnd.Tests.Silos;

/// <summary>A model that wants one call after another, whatever came of each, and then says it is done.</summary>
internal sealed class ListedModel(params FunctionCallContent[] calls) : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        var said = messages.Count(message => message.Role == ChatRole.Assistant);
        yield return said < calls.Length
            ? new(ChatRole.Assistant, [calls[said]])
            : new(ChatRole.Assistant, "all calls were made");
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("OmniSage asks for streams only.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
