using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OmniSage.Models.Telemetry;

/// <summary>
/// A model whose calls are timed and are spans. Neither what it is asked nor what it answers is looked at, but for the
/// numbers of tokens.
/// </summary>
internal sealed class MeasuredModel(IChatClient model, ModelNames names, TimeProvider time) : IChatClient
{
    private static readonly ActivitySource Source = new(ModelMeter.Name);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = new Call(names, time, Begin());
        await using var updates = model.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await call.MovesAsync(updates))
            {
                call.Take(updates.Current);
                yield return updates.Current;
            }
        }
        finally
        {
            call.End();
        }
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        model.GetService(serviceType, serviceKey);

    public void Dispose() => model.Dispose();

    /// <summary>It is made current only while the model works, so that nothing of it leaks to who reads.</summary>
    private Activity? Begin()
    {
        if (!Source.HasListeners()) return null;
        var before = Activity.Current;
        var span = Source.StartActivity(
            $"chat {names.Model}", ActivityKind.Client, default(ActivityContext), null, null, time.GetUtcNow());
        Activity.Current = before;
        span?.SetTag("gen_ai.operation.name", "chat");
        span?.SetTag("gen_ai.provider.name", names.Provider);
        span?.SetTag("gen_ai.request.model", names.Model);
        return span;
    }

    private sealed class Call(ModelNames names, TimeProvider time, Activity? span)
    {
        /// <summary>What a caller that goes away in the middle leaves.</summary>
        private const string Cancelled = "cancelled";

        private readonly long began = time.GetTimestamp();
        private UsageDetails? usage;
        private string? code = Cancelled;
        private bool hasBegun;

        public async ValueTask<bool> MovesAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
        {
            if (span is not null) Activity.Current = span;
            try
            {
                var moves = await updates.MoveNextAsync();
                if (!moves) code = null;
                return moves;
            }
            catch (Exception fault)
            {
                code = fault switch
                {
                    ModelFaultException known => known.Code,
                    OperationCanceledException => Cancelled,
                    _ => fault.GetType().Name,
                };
                throw;
            }
        }

        public void Take(ChatResponseUpdate update)
        {
            foreach (var content in update.Contents)
            {
                if (content is UsageContent used) usage = used.Details;
                else if (!hasBegun && content is FunctionCallContent or TextContent { Text.Length: > 0 }) Begin();
            }
        }

        public void End()
        {
            ModelMeter.Answered(names, time.GetElapsedTime(began), code);
            if (usage is not null) ModelMeter.Used(names, usage);
            if (span is null) return;
            if (usage?.InputTokenCount is { } input) span.SetTag("gen_ai.usage.input_tokens", input);
            if (usage?.OutputTokenCount is { } output) span.SetTag("gen_ai.usage.output_tokens", output);
            if (code is not null)
            {
                span.SetTag("error.type", code);
                span.SetStatus(ActivityStatusCode.Error);
            }

            span.SetEndTime(time.GetUtcNow().UtcDateTime);
            span.Dispose();
        }

        private void Begin()
        {
            hasBegun = true;
            var after = time.GetElapsedTime(began);
            ModelMeter.Began(names, after);
            span?.SetTag("omnisage.model.first_piece", after.TotalSeconds);
        }
    }
}
