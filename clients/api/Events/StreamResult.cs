using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OmniSage.Api.Events;

/// <summary>Answers with an event stream, until its feed ends, its client goes, or the server stops.</summary>
internal sealed class StreamResult(
    ThreadId thread, IFeed feed, Func<Task<IReadOnlyList<RunSummary>>> openRuns) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var open = await openRuns();
        var response = httpContext.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            using var writer = new SseWriter(response.BodyWriter);
            await services.GetRequiredService<EventStream>().RunAsync(writer, thread, feed, open, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client or the server goes: that is how a stream ends.
        }
    }
}
