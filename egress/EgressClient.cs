using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace OmniSage.Egress;

/// <summary>
/// The one way out to the web. Every hop's host is resolved once, its addresses are judged, and exactly these are
/// connected to; redirects are judged anew; header, body, redirects and time are bounded. No proxy, cookie or
/// credential is taken from anywhere. Each hop has a connection of its own: nothing is shared between callers.
/// </summary>
public sealed class EgressClient
{
    private static readonly ProductInfoHeaderValue Agent = new("OmniSage", null);

    private readonly EgressOptions options;
    private readonly ImmutableArray<ListedHost> listed;
    private readonly ResolveHost resolve;
    private readonly TimeProvider time;
    private readonly X509ChainPolicy? trust;

    public EgressClient(IOptions<EgressOptions> options, ResolveHost resolve, TimeProvider time)
        : this(options.Value, resolve, time, trust: null)
    {
    }

    /// <summary>With certificates that are trusted instead of the machine's; names are checked either way.</summary>
    internal EgressClient(EgressOptions options, ResolveHost resolve, TimeProvider time, X509ChainPolicy? trust)
    {
        this.options = options;
        this.resolve = resolve;
        this.time = time;
        this.trust = trust;
        listed = [.. options.PrivateHosts.Select(Listed)];
    }

    /// <summary>Gets one resource, following redirects as far as the request allows.</summary>
    /// <exception cref="EgressException">There is no answer; the code says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<EgressResult> GetAsync(EgressRequest request, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(options.TimeMax, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            return await FollowAsync(request, both.Token);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new EgressException(
                EgressException.TimedOut,
                $"There was no whole answer within {options.TimeMax.TotalSeconds:0} s.",
                fault);
        }
    }

    /// <summary>
    /// An address of the settings, to post to. Where an operator chose it, its host counts as listed; else, as where a
    /// tenant chose it, its addresses have to be public or listed. The caller disposes of it.
    /// </summary>
    /// <exception cref="EgressException">The address is malformed or ambiguous.</exception>
    public EgressEndpoint Open(string address, bool isOperators)
    {
        var url = EgressUrl.Parse(address);
        var isListed = isOperators || listed.Any(entry => entry.Covers(url));
        var handler = HandlerFor(async cancellation =>
            await EgressRoute.FindAsync(EgressUrl.HostOf(url), isListed, resolve, cancellation));
        handler.MaxConnectionsPerServer = int.MaxValue;
        handler.PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1);
        // So long a judgement of the host's addresses is good.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
        // What is left of an answer is worth reading on only where that is nearly nothing.
        handler.MaxResponseDrainSize = 4 * 1024;
        handler.ResponseDrainTimeout = TimeSpan.FromMilliseconds(200);
        return new(url, handler, options, time);
    }

    private async Task<EgressResult> FollowAsync(EgressRequest request, CancellationToken cancellation)
    {
        var url = EgressUrl.Parse(request.Url);
        for (var redirects = 0; ; redirects++)
        {
            var result = await HopAsync(url, request, cancellation);
            if (result.RedirectTo is not { } target || !request.MayFollow(target)) return result;
            if (redirects == options.RedirectsMax)
            {
                throw new EgressException(
                    EgressException.TooManyRedirects, $"There were more than {options.RedirectsMax} redirects.");
            }

            url = target;
        }
    }

    private async Task<EgressResult> HopAsync(Uri url, EgressRequest request, CancellationToken cancellation)
    {
        var isListed = listed.Any(entry => entry.Covers(url));
        var route = await EgressRoute.FindAsync(EgressUrl.HostOf(url), isListed, resolve, cancellation);
        using var handler = HandlerFor(_ => ValueTask.FromResult(route));
        using var sender = new HttpMessageInvoker(handler, disposeHandler: false);
        using var message = MessageFor(url, request);
        try
        {
            using var response = await sender.SendAsync(message, cancellation);
            var status = (int)response.StatusCode;
            var type = response.Content.Headers.ContentType;
            var bytesMax = Math.Min(request.BodyBytesMax ?? options.BodyBytesMax, options.BodyBytesMax);
            var target = EgressRedirect.TargetOf(url, response);
            // The body of a redirect says nothing that its target does not.
            var (body, truncated) = target is null
                ? await BoundedBody.ReadAsync(response.Content, bytesMax, cancellation)
                : (default, false);
            return new(
                url,
                status,
                type?.MediaType?.ToLowerInvariant() ?? "",
                type?.CharSet?.Trim('"') ?? "",
                body,
                truncated,
                target);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            throw EgressFaults.Of(fault, EgressUrl.HostOf(url), options);
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of it.")]
    private SocketsHttpHandler HandlerFor(Func<CancellationToken, ValueTask<EgressRoute>> find)
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (context, cancellation) => ConnectAsync(find, context, cancellation),
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            Credentials = null,
            MaxConnectionsPerServer = 1,
            MaxResponseHeadersLength = options.HeaderBytesMax / 1_024,
            PreAuthenticate = false,
            UseCookies = false,
            UseProxy = false,
        };
        if (trust is not null) handler.SslOptions.CertificateChainPolicy = trust;
        return handler;
    }

    private async ValueTask<Stream> ConnectAsync(
        Func<CancellationToken, ValueTask<EgressRoute>> find,
        SocketsHttpConnectionContext context,
        CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(options.ConnectTimeMax, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            var route = await find(both.Token);
            return await route.ConnectAsync(context.DnsEndPoint.Port, both.Token);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new EgressException(
                EgressException.Unreachable,
                $"{context.DnsEndPoint.Host} took no connection within {options.ConnectTimeMax.TotalSeconds:0} s.",
                fault);
        }
    }

    private static HttpRequestMessage MessageFor(Uri url, EgressRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url)
        {
            // One connection for one request: the later versions' multiplexing would bring bounds of its own to keep.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.UserAgent.Add(Agent);
        message.Headers.ConnectionClose = true;
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        return message;
    }

    private static ListedHost Listed(string text) => ListedHost.TryParse(text, out var host)
        ? host
        : throw new ArgumentException($"{EgressOptions.Section}:{nameof(EgressOptions.PrivateHosts)} is not valid.");
}
