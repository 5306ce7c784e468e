using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OmniSage.Cli.Display;

namespace OmniSage.Cli.Server;

/// <summary>
/// The HTTP API of one workspace. Whatever goes wrong leaves as a <see cref="Fault"/> with a sentence for a person.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    /// <summary>A server that restarts is waited for this long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient http;
    private readonly Uri url;
    private readonly string root;

    public ApiClient(Uri url, string key, string workspace)
    {
        this.url = url;
        root = $"{url.AbsoluteUri.TrimEnd('/')}/api/v1/workspaces/{Uri.EscapeDataString(workspace)}/";
        http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (key.Any(c => c is <= ' ' or >= '\x7f'))
            throw new Fault("The API key has characters that no key has: copy it again.", ExitCode.WrongUse, "bad_key");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) =>
        ReadAsync(() => new(HttpMethod.Get, Address(path)), cancellation);

    public Task<JsonElement> PostAsync(string path, string body, CancellationToken cancellation) =>
        ReadAsync(() => With(HttpMethod.Post, path, body), cancellation);

    /// <summary>Makes a link that signs a browser in: the code's path, and the whole address.</summary>
    public async Task<(JsonElement Link, Uri Address)> OfferSignInAsync(CancellationToken cancellation)
    {
        var link = await ReadAsync(() => new(HttpMethod.Post, new Uri(url, "/api/v1/sign-in-links")), cancellation);
        return (link, new(url, link.Text("path")!));
    }

    public Task<JsonElement> PutAsync(string path, string body, CancellationToken cancellation) =>
        ReadAsync(() => With(HttpMethod.Put, path, body), cancellation);

    public Task<JsonElement> DeleteAsync(string path, CancellationToken cancellation) =>
        ReadAsync(() => new(HttpMethod.Delete, root + path), cancellation);

    /// <summary>Puts bytes there as they are; a server that refuses them says so before they are sent.</summary>
    public Task<JsonElement> UploadAsync(string path, byte[] content, CancellationToken cancellation) => ReadAsync(
        () => new(HttpMethod.Put, root + path)
        {
            Content = new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } },
            Headers = { ExpectContinue = true },
        },
        cancellation);

    /// <summary>Opens an answer that is bytes. The caller disposes of it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, root + path);
        return await SendAsync(request, cancellation);
    }

    /// <summary>Sends what may only follow the version that was seen.</summary>
    public Task<JsonElement> SendAsync(
        HttpMethod method, string path, string body, string ifMatch, CancellationToken cancellation) => ReadAsync(
        () =>
        {
            var request = new HttpRequestMessage(method, Address(path))
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            return request;
        },
        cancellation);

    /// <summary>Posts what may be repeated: a server that is not there for a moment is asked again.</summary>
    public async Task<JsonElement> PostPatientlyAsync(string path, string body, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return await PostAsync(path, body, cancellation);
            }
            catch (Fault fault) when (fault.Code is "unreachable" or "journal_conflict" or "storage_unavailable"
                && waited < Patience)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    /// <summary>Opens an event stream behind a position. The caller disposes of the answer.</summary>
    public async Task<HttpResponseMessage> OpenStreamAsync(string path, string? after, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, root + path);
        request.Headers.Accept.Add(new("text/event-stream"));
        if (after is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        return await SendAsync(request, cancellation);
    }

    public void Dispose() => http.Dispose();

    /// <summary>A path below the workspace; one that begins with a slash is below no workspace.</summary>
    private string Address(string path) => path.StartsWith('/')
        ? $"{url.AbsoluteUri.TrimEnd('/')}/api/v1{path}"
        : root + path;

    private HttpRequestMessage With(HttpMethod method, string path, string body) => new(method, Address(path))
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private async Task<JsonElement> ReadAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        using var request = make();
        using var response = await SendAsync(request, cancellation);
        try
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
            // An answer without content says all by its status.
            if (bytes.Length == 0) return default;
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw Unreachable();
        }
        catch (JsonException)
        {
            throw new Fault(
                $"What answers at {url} is not OmniSage: check the address.", ExitCode.Failed, "not_omnisage");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
        {
            throw Unreachable();
        }

        if (response.IsSuccessStatusCode) return response;
        using (response) throw await RefusedAsync(response, cancellation);
    }

    private Fault Unreachable() =>
        new($"OmniSage is not running at {url}: start it with ./omnisage up", ExitCode.Failed, "unreachable");

    private async Task<Fault> RefusedAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var (code, text, field, places) = await ProblemAsync(response, cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new(
                $"OmniSage at {url} does not know this API key: use that of its own data folder (--data),"
                + " or set OMNISAGE_KEY.",
                ExitCode.Failed,
                code),
            HttpStatusCode.NotFound => new(
                "There is no such thread, run, fact or workspace: see omnisage threads, runs and memory list.",
                ExitCode.Failed,
                code),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => new(
                field is null ? text : $"{text} ({field})", ExitCode.WrongUse, code) { Places = places },
            _ => new(text, ExitCode.Failed, code),
        };
    }

    private static async Task<(string Code, string Text, string? Field, TextFault[] Places)> ProblemAsync(
        HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            var root = problem.RootElement;
            var text = $"{root.Text("title")} {root.Text("detail")}".Trim();
            var places = root.Items("errors").Select(one => new TextFault(
                one.Number("line") ?? 1, one.Number("column") ?? 1, Plain.Line(one.Text("detail") ?? "")));
            return (root.Text("code") ?? "failed", Plain.Line(text), root.Text("field"), [.. places]);
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException)
        {
            return ("failed", $"OmniSage answered {(int)response.StatusCode}: see its log.", null, []);
        }
    }
}
