using OmniSage.Egress;

namespace OmniSage.Models.Providers.OpenAi;

/// <summary>A model behind OpenAI's chat completions, which most providers and local servers speak.</summary>
internal sealed class OpenAiModel(EgressEndpoint endpoint, LinkSettings link) : IChatClient
{
    private readonly ProviderCall call = new(endpoint, link);
    private readonly bool isOpenAi = endpoint.Url.Host is "api.openai.com";

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) => call.AskAsync(
        OpenAiRequest.Write(link, messages, options, isOpenAi), HeadersOf, new OpenAiAnswer(link), cancellationToken);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken)
            .ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(link.Name, endpoint.Url, link.Model) : null;

    public void Dispose() => endpoint.Dispose();

    private static ImmutableArray<KeyValuePair<string, string>> HeadersOf(string? key) => key is null
        ? [new("Accept", "text/event-stream")]
        : [new("Accept", "text/event-stream"), new("Authorization", $"Bearer {key}")];
}
