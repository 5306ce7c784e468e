using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Bench.Storage;
using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Keys;
using OmniSage.GrainInterfaces.Tenants;
using OmniSage.Models;
using OmniSage.Sandbox;
using OmniSage.Silo;
using OmniSage.Storage.Writes;
using Orleans;
using Orleans.Configuration;

namespace OmniSage.Bench.Hosting;

/// <summary>
/// The silo as the product puts it together, with what a measurement needs: a scripted model, a count of commits,
/// grains that are soon collected, tenants with keys. It lives in a process of its own and ends with its input.
/// </summary>
internal static class BenchHost
{
    public const string Word = "host";
    public const string Offline = "offline";
    public const string Scripted = "scripted";
    public const string KeysFile = "bench-keys";

    /// <summary>How long a grain stays idle before it is collected.</summary>
    public static readonly TimeSpan CollectionAge = TimeSpan.FromSeconds(25);

    public static async Task<int> RunAsync(string folder, string model, int tenants)
    {
        var commits = new BatchCount();
        await using var app = SiloHost.Build(
            new() { DataFolder = folder, Port = 0 }, builder => Configure(builder, model, commits));
        using var ready = new StringWriter();
        var console = Console.Out;
        Console.SetOut(ready);
        await app.StartAsync();
        await MakeTenantsAsync(app.Services, folder, tenants);
        Console.SetOut(console);
        // Only now does the bench hear of it, and then finds the tenants made.
        await console.WriteAsync(ready.ToString());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await console.WriteLineAsync($"= {Answer(Enum.Parse<HostQuestion>(line), commits)}");
        }

        await app.StopAsync();
        return 0;
    }

    private static void Configure(WebApplicationBuilder builder, string model, BatchCount commits)
    {
        builder.Services.AddSingleton<WriteFaults>(commits);
        builder.Services.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = CollectionAge;
            collection.CollectionQuantum = TimeSpan.FromSeconds(1);
        });
        builder.Services.Configure<SandboxOptions>(sandboxes => sandboxes.PlacesMax = 64);
        if (model != Scripted) return;
        builder.Services.AddKeyedSingleton<IChatClient>(
            ModelLevels.Coordinator, new ScriptedModel(TimeProvider.System));
        builder.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Executor, new ScriptedModel(TimeProvider.System));
    }

    private static async Task MakeTenantsAsync(IServiceProvider services, string folder, int count)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var ids = services.GetRequiredService<GuidSource>();
        var keys = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var account = new AccountId(ids.Next());
            CallerContext.Set(TenantId.Install, CallerContext.System);
            await grains.GetGrain<IAccountGrain>(account.ToGrainKey()).OpenAsync($"Person {number}", isOperator: false);
            var id = new TenantId(ids.Next());
            CallerContext.Set(id, CallerContext.System);
            var tenant = grains.GetGrain<ITenantGrain>(id.ToGrainKey());
            await tenant.OpenAsync($"Tenant {number}", account.Value);
            await tenant.AddWorkspaceAsync("default", "Default", account.Value);
            var key = $"omk_live_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
            await tenant.GrantKeyAsync(ids.Next(), account.Value, hash);
            keys.Add(key);
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, KeysFile), keys);
    }

    private static long Answer(HostQuestion question, BatchCount commits)
    {
        if (question == HostQuestion.Commits) return commits.Count;
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
