using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OmniSage.Sandbox;
using OmniSage.Silo;

namespace OmniSage.EndToEnd.Tests.Silos;

/// <summary>
/// OmniSage as it is put together for people, in this process, on a free port and a folder of its own.
/// </summary>
public class TestSilo : IAsyncLifetime
{
    private WebApplication app = null!;
    private bool isStopped;

    public string Folder { get; } = Directory.CreateTempSubdirectory("omnisage-e2e-").FullName;

    public SiloClient Client { get; private set; } = null!;

    public Uri Url => new(app.Urls.First());

    public virtual async ValueTask InitializeAsync()
    {
        app = SiloHost.Build(new SiloArguments { Port = 0, DataFolder = Folder }, builder =>
        {
            builder.Logging.ClearProviders();
            Configure(builder);
        });
        await app.StartAsync();
        Client = new(Url, (await File.ReadAllTextAsync(Path.Combine(Folder, "api-key"))).Trim());
    }

    /// <summary>Skips the test where nothing can be executed, saying why.</summary>
    public async Task RequireSandboxAsync()
    {
        var able = await app.Services.GetRequiredService<SandboxHost>()
            .GetCapabilitiesAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(able.Available, $"Nothing can be executed here: {able.Reason} {able.NextStep}");
    }

    /// <summary>A new thread, watched from its beginning.</summary>
    public Task<Talk> OpenAsync(string? mode = null) => Talk.OpenAsync(Client, mode);

    /// <summary>Stops it in order; its folder stays until it is disposed of.</summary>
    public async Task StopAsync()
    {
        if (isStopped) return;
        isStopped = true;
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }
}
