using System.Net;
using System.Net.Http.Headers;

namespace OmniSage.Egress;

/// <summary>
/// One address that somebody configured, to which JSON is posted and whose answers are read as they come. What is sent
/// goes to this address only: redirects are answers, no proxy, cookie or credential comes from anywhere. Connections
/// are kept for a while and serve this endpoint alone; the host is resolved and judged for each new one.
/// </summary>
public sealed class EgressEndpoint : IDisposable
{
    private static readonly ProductInfoHeaderValue Agent = new("OmniSage", null);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker sender;
    private readonly EgressOptions options;
    private readonly TimeProvider time;

    internal EgressEndpoint(Uri url, SocketsHttpHandler handler, EgressOptions options, TimeProvider time)
    {
        (Url, this.options, this.time) = (url, options, time);
        sender = new(handler, disposeHandler: true);
    }

    public Uri Url { get; }

    /// <summary>Posts, and gives the answer once its head is there. The caller disposes of it.</summary>
    /// <exception cref="EgressException">There is no answer; the code says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<EgressAnswer> PostAsync(EgressPost post, CancellationToken cancellation)
    {
        var timer = new AnswerTimer(post.FirstByteTimeMax, time, cancellation);
        HttpResponseMessage? response = null;
        try
        {
            using var message = MessageFor(post);
            response = await sender.SendAsync(message, timer.Token);
            if (response.Content.Headers.ContentEncoding.Any(name => name is not "identity"))
            {
                throw new EgressException(
                    EgressException.BadResponse, "The answer is encoded in a way that was not asked for.");
            }

            var sent = await response.Content.ReadAsStreamAsync(timer.Token);
            return new(
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "",
                RetryAfterOf(response),
                new AnswerStream(response, sent, post, timer, FaultOf));
        }
        catch (Exception fault)
        {
            response?.Dispose();
            timer.Dispose();
            if (fault is EgressException) throw;
            throw FaultOf(fault, timer);
        }
    }

    public void Dispose() => sender.Dispose();

    private HttpRequestMessage MessageFor(EgressPost post)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(post.Body) { Headers = { ContentType = Json } },
        };
        message.Headers.UserAgent.Add(Agent);
        foreach (var (name, value) in post.Headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private Exception FaultOf(Exception fault, AnswerTimer timer)
    {
        var host = EgressUrl.HostOf(Url);
        return fault switch
        {
            OperationCanceledException when timer.IsOver => new EgressException(
                EgressException.TimedOut, $"{host} sent nothing for {timer.Current.TotalSeconds:0.#} s.", fault),
            HttpRequestException or IOException or InvalidDataException => EgressFaults.Of(fault, host, options),
            _ => fault,
        };
    }
}
