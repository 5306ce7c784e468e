using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OmniSage.Api;
using OmniSage.Models;
using OmniSage.Sandbox;
using OmniSage.Silo;

namespace OmniSage.Web.Tests.Fixtures;

/// <summary>
/// OmniSage with its page, as it is put together for people, on a free port and a folder of its own. It can be stopped
/// and started again in between.
/// </summary>
public sealed class WebSilo : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-web-").FullName;
    private readonly HttpClient http = new();
    private WebApplication? app;

    private readonly Action<IServiceCollection>? settle;

    private WebSilo(bool isScripted, Action<IServiceCollection>? settle) =>
        (Puppet, this.settle) = (isScripted ? new Puppet() : null, settle);

    /// <summary>The coordinator, where the test plays it.</summary>
    public Puppet? Puppet { get; }

    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With the offline model, or with a coordinator that the test plays; settled as the test needs it.
    /// </summary>
    public static async Task<WebSilo> StartAsync(
        bool isScripted = false, Action<IServiceCollection>? settle = null)
    {
        var silo = new WebSilo(isScripted, settle);
        await silo.StartAsync();
        return silo;
    }

    /// <summary>Skips the test where nothing can be executed, saying why.</summary>
    public async Task RequireSandboxAsync()
    {
        var able = await app!.Services.GetRequiredService<SandboxHost>().GetCapabilitiesAsync(Ct);
        Assert.SkipUnless(able.Available, $"Nothing can be executed here: {able.Reason} {able.NextStep}");
    }

    public async Task StopAsync()
    {
        if (app is null) return;
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>Again under the same address, with what is in its folder.</summary>
    public async Task StartAsync()
    {
        app = SiloHost.Build(new SiloArguments { Port = Url.Port, DataFolder = folder }, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.PostConfigure<ApiOptions>(options => options.WebFolder = Tree.Built);
            settle?.Invoke(builder.Services);
            if (Puppet is not null) builder.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Coordinator, Puppet);
        });
        await app.StartAsync();
        Url = new(app.Urls.First());
        var key = (await File.ReadAllTextAsync(Path.Combine(folder, "api-key"), Ct)).Trim();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>A link that signs in, once.</summary>
    public async Task<string> LinkAsync()
    {
        using var response = await http.PostAsync(new Uri(Url, "/api/v1/sign-in-links"), null, Ct);
        var link = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct);
        return new Uri(Url, link.GetProperty("path").GetString()!).AbsoluteUri;
    }

    /// <summary>Has every command asked for; a person decides about it.</summary>
    public Task AskForCommandsAsync() => SendAsync(HttpMethod.Put, "policy", new
    {
        text = "policy: 1\nrules:\n  - name: ask for commands\n    when: {tool: shell.run}\n    then: ask each\n",
        note = "for a test",
    });

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(Url, $"/api/v1/workspaces/default/{path}"))
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await http.SendAsync(request, Ct);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    public Task<JsonElement> GetAsync(string path) =>
        http.GetFromJsonAsync<JsonElement>(new Uri(Url, $"/api/v1/workspaces/default/{path}"), Ct);

    /// <summary>Puts a file into the workspace.</summary>
    public async Task PutFileAsync(string path, byte[] content)
    {
        var address = new Uri(Url, $"/api/v1/workspaces/default/files/{path}");
        using var response = await http.PutAsync(address, new ByteArrayContent(content), Ct);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        http.Dispose();
        Puppet?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
