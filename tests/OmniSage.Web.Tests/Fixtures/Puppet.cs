using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace OmniSage.Web.Tests.Fixtures;

/// <summary>A coordinator that says what the test has it say, piece by piece, when the test has it say so.</summary>
public sealed class Puppet : IChatClient
{
    /// <summary>What it says that it is, and what each of its answers takes.</summary>
    public const string Model = "example-large";

    private const int InputTokens = 1_840;
    private const int OutputTokens = 212;

    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    private readonly Channel<Answer> questions = Channel.CreateUnbounded<Answer>();

    /// <summary>The next time it is asked; the answer is the test's to give.</summary>
    public async Task<Answer> NextAsync() => await questions.Reader
        .ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeMax);

    /// <summary>Gives the same answer to whatever it is asked, until it is told to stop.</summary>
    public async Task AnswerAllAsync(string text, CancellationToken until)
    {
        try
        {
            await foreach (var answer in questions.Reader.ReadAllAsync(until)) answer.Say(text).End();
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // Enough was answered.
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var answer = new Answer();
        await questions.Writer.WriteAsync(answer, cancellationToken);
        await foreach (var content in answer.Contents.ReadAllAsync(cancellationToken))
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]) { ModelId = Model };
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

    /// <summary>One call of the model, which goes on until it is ended.</summary>
    public sealed class Answer
    {
        private readonly Channel<AIContent> contents = Channel.CreateUnbounded<AIContent>();

        internal ChannelReader<AIContent> Contents => contents.Reader;

        public Answer Say(string piece)
        {
            contents.Writer.TryWrite(new TextContent(piece));
            return this;
        }

        public Answer Delegate(string goal, string title, params string[] checks)
        {
            contents.Writer.TryWrite(new FunctionCallContent(
                "call-1", "task_delegate", new Dictionary<string, object?>
                {
                    ["goal"] = goal, ["title"] = title, ["checks"] = JsonSerializer.SerializeToElement(checks),
                }));
            return this;
        }

        public void End()
        {
            contents.Writer.TryWrite(new UsageContent(
                new() { InputTokenCount = InputTokens, OutputTokenCount = OutputTokens }));
            contents.Writer.Complete();
        }

        public void Fail() => contents.Writer.Complete(new HttpRequestException("scripted"));
    }
}
