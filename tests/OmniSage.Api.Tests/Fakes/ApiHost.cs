using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>The API on Kestrel and a free port of 127.0.0.1, over a <see cref="Fakes.World"/>.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string Key = "omk_member";
    public const string AuditorKey = "omk_auditor";
    public const string AdminKey = "omk_admin";
    public const string ForeignKey = "omk_foreign";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string? webFolder;
    private WebApplication app = null!;

    private ApiHost(string? webFolder)
    {
        this.webFolder = webFolder;
        Tenant = new(Guid.CreateVersion7());
        Workspace = World.Directory.AddWorkspace(Tenant, "default");
        Other = World.Directory.AddWorkspace(Tenant, "other");
        Member = World.Directory.AddKey(Tenant, Key, TenantRole.Member);
        World.Directory.AddKey(Tenant, AuditorKey, TenantRole.Auditor);
        World.Directory.AddKey(Tenant, AdminKey, TenantRole.Admin);
        var foreign = new TenantId(Guid.CreateVersion7());
        World.Directory.AddWorkspace(foreign, "default");
        World.Directory.AddKey(foreign, ForeignKey, TenantRole.Owner);
    }

    public World World { get; } = new();

    public TenantId Tenant { get; }

    public WorkspaceSummary Workspace { get; }

    public WorkspaceSummary Other { get; }

    public Caller Member { get; }

    public Uri Url { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public IEnumerable<RouteEndpoint> Endpoints => app.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct();

    public static async Task<ApiHost> StartAsync(int port = 0, string? webFolder = null)
    {
        var host = new ApiHost(webFolder);
        await host.RunAsync(port);
        return host;
    }

    public Task StopAsync() => app.StopAsync();

    /// <summary>Starts again, with the same world, under the same address.</summary>
    public async Task RestartAsync()
    {
        await app.DisposeAsync();
        await RunAsync(Url.Port);
    }

    public HttpClient Client(string? key = Key)
    {
        var client = new HttpClient { BaseAddress = Url, Timeout = Patience };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A thread of the member's, as if it had been opened before.</summary>
    public FakeThread OpenThread(WorkspaceSummary? workspace = null)
    {
        var id = new ThreadId(Tenant, Guid.CreateVersion7());
        var thread = new FakeThread(World, id, (workspace ?? Workspace).Id.Value);
        thread.Open("a thread", QueueMode.Steer);
        return thread;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.AddMemoryStreams(EventStreams.Provider));
        builder.Services.AddSingleton(World);
        builder.Services.AddSingleton<IHistory>(World.History);
        builder.Services.AddSingleton<IOrigins>(new FakeOrigins(World.Log));
        builder.Services.AddSingleton<IDirectory>(World.Directory);
        builder.Services.AddSingleton<OmniSage.GrainInterfaces.Memory.IFacts>(World.Facts);
        builder.Services.AddSingleton<OmniSage.GrainInterfaces.Artifacts.IArtifacts>(World.Artifacts);
        builder.Services.AddSingleton<OmniSage.GrainInterfaces.Models.IModels>(World.Models);
        builder.Services.AddSingleton<OmniSage.GrainInterfaces.Budgets.IBudgets>(World.Budgets);
        builder.Services.AddSingleton<OmniSage.GrainInterfaces.Budgets.IUsage>(World.Budgets);
        builder.Services.AddSingleton<IMessageImages>(World.Images);
        builder.Services.AddSingleton<OmniSage.GrainInterfaces.Vault.ISecretBox>(new FakeSecretBox());
        builder.Services.AddOmniSageApi();
        builder.Services.Configure<ApiOptions>(options => options.WebFolder = webFolder);
        app = builder.Build();
        app.MapOmniSageApi();
        await app.StartAsync();
        Url = new(app.Urls.First());
        var streams = app.Services.GetRequiredService<IClusterClient>().GetStreamProvider(EventStreams.Provider);
        World.Log.Publish = recorded =>
            streams.GetStream<StoredEvent>(EventStreams.Of(recorded.Journal.Tenant)).OnNextAsync(recorded);
    }
}
