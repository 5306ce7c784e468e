using System.Net;
using OmniSage.Api.Access;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Sessions;

/// <summary>What a browser does: it keeps cookies and sends them by itself. It has no key.</summary>
internal sealed class Browser : IDisposable
{
    private readonly ApiHost host;
    private readonly CookieContainer jar = new();

    public Browser(ApiHost host)
    {
        this.host = host;
        Http = new(new SocketsHttpHandler { CookieContainer = jar, UseProxy = false })
        {
            BaseAddress = host.Url, Timeout = ApiHost.Patience,
        };
    }

    public HttpClient Http { get; }

    public CookieCollection Cookies => jar.GetCookies(host.Url);

    /// <summary>A code that the key's account makes.</summary>
    public static async Task<string> CodeAsync(ApiHost host, string key = ApiHost.Key) =>
        (await host.Client(key).TellAsync("/api/v1/sign-in-links", "{}")).Text("code")!;

    public static async Task<Browser> SignedInAsync(ApiHost host, string key = ApiHost.Key)
    {
        var browser = new Browser(host);
        Assert.Equal(HttpStatusCode.Created, (await browser.SignInAsync(await CodeAsync(host, key))).Status);
        return browser;
    }

    public Task<Answer> SignInAsync(string code, bool withHeader = true) =>
        SendAsync(HttpMethod.Post, "/api/v1/sessions", $$"""{"code":"{{code}}"}""", withHeader);

    /// <summary>As the page sends it, or as another site's form would.</summary>
    public Task<Answer> SendAsync(HttpMethod method, string path, string json = "{}", bool withHeader = true)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        if (withHeader) request.Headers.Add(SessionAuthentication.PageHeader, "1");
        return Http.AskAsync(request);
    }

    public void Dispose() => Http.Dispose();
}
