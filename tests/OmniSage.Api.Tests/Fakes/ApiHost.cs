using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>The API on Kestrel and a free port of 127.0.0.1, over a <see cref="Fakes.World"/>.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string Key = "omk_member";
    public const string AuditorKey = "omk_auditor";
    public const string ForeignKey = "omk_foreign";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication app;

    private ApiHost(WebApplication app, World world)
    {
        this.app = app;
        World = world;
        Tenant = new(Guid.CreateVersion7());
        Workspace = world.Directory.AddWorkspace(Tenant, "default");
        Other = world.Directory.AddWorkspace(Tenant, "other");
        Member = world.Directory.AddKey(Tenant, Key, TenantRole.Member);
        world.Directory.AddKey(Tenant, AuditorKey, TenantRole.Auditor);
        var foreign = new TenantId(Guid.CreateVersion7());
        world.Directory.AddWorkspace(foreign, "default");
        world.Directory.AddKey(foreign, ForeignKey, TenantRole.Owner);
    }

    public World World { get; }

    public TenantId Tenant { get; }

    public WorkspaceSummary Workspace { get; }

    public WorkspaceSummary Other { get; }

    public Caller Member { get; }

    public Uri Url => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    public IEnumerable<RouteEndpoint> Endpoints => app.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct();

    public static async Task<ApiHost> StartAsync(Action<IServiceCollection>? configure = null, int port = 0)
    {
        var world = new World();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.AddMemoryStreams("events"));
        builder.Services.AddSingleton(world);
        builder.Services.AddSingleton<IHistory>(world.History);
        builder.Services.AddSingleton<IDirectory>(world.Directory);
        builder.Services.AddOmniSageApi();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapOmniSageApi();
        var host = new ApiHost(app, world);
        await app.StartAsync();
        var streams = app.Services.GetRequiredService<IClusterClient>().GetStreamProvider("events");
        world.Log.Publish = recorded => streams
            .GetStream<StoredEvent>(StreamId.Create("tenant", recorded.Journal.Tenant.Text)).OnNextAsync(recorded);
        return host;
    }

    public HttpClient Client(string? key = Key)
    {
        var client = new HttpClient { BaseAddress = Url, Timeout = Patience };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A thread of the member's, as if it had been opened before.</summary>
    public FakeThread OpenThread(WorkspaceSummary? workspace = null, TenantId? tenant = null)
    {
        var id = new ThreadId(tenant ?? Tenant, Guid.CreateVersion7());
        var thread = new FakeThread(World, id, (workspace ?? Workspace).Id.Value);
        thread.Open("a thread", QueueMode.Steer);
        return thread;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
