using System.Runtime.CompilerServices;
using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Conversations;
using OmniSage.Models.Offline.Coordinators;
using OmniSage.Models.Offline.Executors;

namespace OmniSage.Models.Offline;

/// <summary>
/// The built-in model: understands the patterns of <see cref="Requests.PatternTable"/>, uses the tools it is offered,
/// and says that it is not a language model. It is a pure function of messages and tools: no state, no clock, no
/// network. It takes the coordinator's part when it may delegate, the executor's when it may run commands.
/// Token limits of the caller are not applied, since its answers have bounds of their own.
/// </summary>
internal sealed class OfflineModel : IChatClient
{
    public const string ModelId = "offline";

    private static readonly ChatClientMetadata Metadata = new("omnisage", null, ModelId);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<ChatResponse>(cancellationToken);

        // Of a picture this model makes nothing; what was said with it stands by itself.
        IReadOnlyList<ChatMessage> conversation =
            [.. messages.Where(message => !message.Contents.All(content => content is DataContent))];
        var answer = Respond(conversation, options);
        var contents = new List<AIContent>();
        if (answer.Text.Length > 0)
            contents.Add(new TextContent(answer.Text));
        contents.AddRange(NumberedCalls(answer, conversation));

        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = ModelId,
            FinishReason = FinishReason(answer),
            Usage = TokenEstimate.Usage(conversation, options, contents),
        });
    }

    /// <summary>The same answer in pieces: the text word by word, then the calls, then the usage.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var content in response.Messages[0].Contents)
        {
            var pieces = content is TextContent text
                ? WordChunks.Cut(text.Text).Select(chunk => (AIContent)new TextContent(chunk))
                : [content];
            foreach (var piece in pieces)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new(ChatRole.Assistant, [piece]) { ModelId = ModelId };
            }
        }

        yield return new(ChatRole.Assistant, [new UsageContent(response.Usage!)])
        {
            ModelId = ModelId,
            FinishReason = response.FinishReason,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? Metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
        // Holds nothing.
    }

    private static Answer Respond(IReadOnlyList<ChatMessage> conversation, ChatOptions? options)
    {
        var tools = (options?.Tools ?? []).Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        return !tools.Contains(ToolNames.Delegate) && tools.Contains(ToolNames.Shell)
            ? OfflineExecutor.Respond(conversation, tools)
            : OfflineCoordinator.Respond(conversation, tools);
    }

    private static IEnumerable<FunctionCallContent> NumberedCalls(
        Answer answer, IReadOnlyList<ChatMessage> conversation)
    {
        var first = CallNumber.Next(conversation);
        return answer.Calls.Select((call, index) => call.ToContent(CallNumber.Format(first + index)));
    }

    private static ChatFinishReason FinishReason(Answer answer) =>
        answer.Calls.IsEmpty ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls;
}
