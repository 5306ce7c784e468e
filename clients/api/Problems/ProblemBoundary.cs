using Microsoft.Extensions.Logging;
using OmniSage.Api.Telemetry;
using Orleans.Runtime;

namespace OmniSage.Api.Problems;

/// <summary>
/// The one place where faults become answers: what is thrown below it, and empty answers of a failing status, leave
/// as problem documents. What is inside a fault that nobody foresaw goes to the log, never to the client.
/// </summary>
internal sealed partial class ProblemBoundary(RequestDelegate next, ILogger<ProblemBoundary> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (OmniSageException fault)
        {
            var problem = KnownProblems.Of(fault);
            if (problem.Status >= 500) LogFault(context.TraceIdentifier, fault.Code, fault);
            else LogRefused(context.TraceIdentifier, fault.Code);
            await AnswerAsync(context, problem);
            return;
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            // A grain that is overloaded or has no silo at the moment: nothing that the caller did wrong.
            LogFault(context.TraceIdentifier, fault.GetType().Name, fault);
            await AnswerAsync(context, KnownProblems.Busy);
            return;
        }
        catch (BadHttpRequestException fault)
        {
            await AnswerAsync(context, KnownProblems.OfStatus(fault.StatusCode));
            return;
        }
        catch (Exception fault)
        {
            ApiMeter.Unforeseen();
            LogUnforeseen(context.TraceIdentifier, context.GetEndpoint()?.DisplayName, fault);
            await AnswerAsync(context, KnownProblems.Internal);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null)
            await AnswerAsync(context, KnownProblems.OfStatus(response.StatusCode));
    }

    /// <summary>A stream that has begun cannot become a problem any more: its connection is cut.</summary>
    private static Task AnswerAsync(HttpContext context, Problem problem)
    {
        if (!context.Response.HasStarted) return new ProblemResult(problem).ExecuteAsync(context);
        context.Abort();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "Request {TraceId} met {Code}")]
    private partial void LogFault(string traceId, string code, Exception fault);

    /// <summary>A caller can cause these at will, so they leave no more than a word, and no trace.</summary>
    [LoggerMessage(LogLevel.Information, "Request {TraceId} was refused with {Code}")]
    private partial void LogRefused(string traceId, string code);

    [LoggerMessage(LogLevel.Error, "Request {TraceId}, {Endpoint}, failed")]
    private partial void LogUnforeseen(string traceId, string? endpoint, Exception fault);
}
