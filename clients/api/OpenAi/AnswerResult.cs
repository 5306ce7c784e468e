using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OmniSage.Api.Access;
using OmniSage.Api.Events;
using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// Waits for an agent's answer and says it, whole or as it comes. A client that leaves cancels what it asked for, as it
/// does at OpenAI, unless it gave the request an id of its own to ask again by. A server that stops cancels nothing.
/// </summary>
internal sealed class AnswerResult(Scope scope, AnswerBegun begun, IAnswerForm form) : IResult
{
    private const string StillAtWork =
        "I am still at work on this. It goes on; ask me again later and I will say what came of it.";

    private AgentAsk Ask => begun.Head.Ask;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var answering = services.GetRequiredService<Answering>();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var gone = httpContext.RequestAborted;
        using var limit = new CancellationTokenSource(
            services.GetRequiredService<IOptions<ApiOptions>>().Value.AnswerTimeMax,
            services.GetRequiredService<TimeProvider>());
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping, limit.Token);
        using var writer = Ask.IsStream ? form.Open(httpContext.Response) : null;
        if (writer is not null) PrepareStream(httpContext);
        var sink = new AnswerSink(begun.Head, begun.From.Progress, begun.From.Cursor, writer);
        try
        {
            do
            {
                await services.GetRequiredService<EventStream>().RunAsync(
                    sink, begun.Head.Thread, Feed(sink), [], end.Token);
            }
            while (await answering.GoesOnAsync(scope, sink));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Who ended it is asked below.
        }
        catch
        {
            await answering.CancelAsync(scope, begun.Head, sink.Progress);
            throw;
        }

        var isLeft = gone.IsCancellationRequested && !sink.IsOver && !begun.OutlivesClient;
        if (isLeft || sink.Text.IsCut) await answering.CancelAsync(scope, begun.Head, sink.Progress);
        if (gone.IsCancellationRequested) return;
        if (stopping.IsCancellationRequested && !sink.IsOver)
        {
            await StopAsync(httpContext);
            return;
        }

        if (sink.Progress.IsCancelled) sink.Text.Sent(Guid.Empty, "This was cancelled.");
        else if (!sink.IsOver) sink.Text.Sent(Guid.Empty, StillAtWork);
        // Of what was cut the client does not know the rest, and it is not to come with the next answer.
        if (!sink.Text.IsCut) answering.Remember(scope, begun, sink);
        await SayAsync(httpContext, sink, writer);
    }

    private AnswerFeed Feed(AnswerSink sink)
    {
        if (!FeedCursor.TryParse(sink.Cursor, begun.Head.Thread.Value, out var start))
            throw new InvalidOperationException("A cursor of our own is not readable.");
        return new(new ThreadFeed(begun.Head.Thread, start), () => sink.IsOver);
    }

    private async Task SayAsync(HttpContext context, AnswerSink sink, IAnswerWriter? writer)
    {
        var answer = sink.ToAnswer();
        var problem = sink.Progress.Failure is { } failure
            ? OpenAiProblems.Failed(failure.Code, failure.Error)
            : null;
        if (writer is not null)
        {
            if (problem is null) writer.End(answer);
            else writer.Fail(answer, problem);
            await writer.FlushAsync(context.RequestAborted);
            return;
        }

        if (problem is not null)
        {
            // It ran, and was tried as often as it is set: the same again would only cost the same again.
            context.Response.Headers[OpenAiError.RetryHeader] = "false";
            await new ProblemResult(problem).ExecuteAsync(context);
            return;
        }

        await form.WriteAsync(context.Response, answer);
    }

    private static void PrepareStream(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>A stream that has begun cannot become a problem any more: its connection is cut.</summary>
    private static Task StopAsync(HttpContext context)
    {
        if (!context.Response.HasStarted) return new ProblemResult(OpenAiProblems.Stopping).ExecuteAsync(context);
        context.Abort();
        return Task.CompletedTask;
    }
}
