using OmniSage.Egress;

namespace OmniSage.Models.Providers.Anthropic;

/// <summary>A model behind Anthropic's messages.</summary>
internal sealed class AnthropicModel(EgressEndpoint endpoint, LinkSettings link) : IChatClient
{
    private const string Version = "2023-06-01";

    private readonly ProviderCall call = new(endpoint, link);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) => call.AskAsync(
        AnthropicRequest.Write(link, messages, options), HeadersOf, new AnthropicAnswer(link), cancellationToken);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken)
            .ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(link.Name, endpoint.Url, link.Model) : null;

    public void Dispose() => endpoint.Dispose();

    private static ImmutableArray<KeyValuePair<string, string>> HeadersOf(string? key)
    {
        ImmutableArray<KeyValuePair<string, string>> headers =
            [new("Accept", "text/event-stream"), new("anthropic-version", Version)];
        return key is null ? headers : headers.Add(new("x-api-key", key));
    }
}
