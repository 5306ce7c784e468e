using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace OmniSage.EndToEnd.Tests.Silos;

/// <summary>A model that says what the test has it say, when the test has it say so.</summary>
public sealed class ScriptedModel : IChatClient
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    private readonly Channel<Question> questions = Channel.CreateUnbounded<Question>();

    /// <summary>The next time it is asked; the answer is the test's to give.</summary>
    public async Task<Question> NextAsync() => await questions.Reader
        .ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeMax);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var question = new Question([.. messages]);
        await questions.Writer.WriteAsync(question, cancellationToken);
        foreach (var content in await question.Answered.WaitAsync(cancellationToken))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        }
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

    /// <summary>One call of the model, which waits for its answer.</summary>
    public sealed class Question(IReadOnlyList<ChatMessage> messages)
    {
        private readonly TaskCompletionSource<AIContent[]> answer = new(
            TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What people said in it, in order.</summary>
        public IEnumerable<string> Heard => messages.Where(one => one.Role == ChatRole.User).Select(one => one.Text);

        internal Task<AIContent[]> Answered => answer.Task;

        public void Say(string text) => answer.SetResult([new TextContent(text)]);

        public void Fail() => answer.SetException(new HttpRequestException("scripted"));

        /// <summary>Wants that many tasks, and says nothing.</summary>
        public void Delegate(params string[] goals) => answer.SetResult(
            [.. goals.Select((goal, at) => new FunctionCallContent(
            $"call-{at}", "task_delegate", new Dictionary<string, object?> { ["goal"] = goal, ["title"] = goal }))]);
    }
}
