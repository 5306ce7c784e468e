using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OmniSage.GrainInterfaces.Tenants;
using OmniSage.Storage;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Tenants;

namespace OmniSage.Crash.Tests;

/// <summary>Verifies everything that a stopped silo left in its database.</summary>
internal static class StoredJournals
{
    private const int JournalsMax = 10_000;

    /// <summary>How many journals there are; each of them verifies.</summary>
    public static async Task<int> VerifyAsync(Action<StorageOptions> configure, CancellationToken cancellation)
    {
        var services = new ServiceCollection();
        services.Configure(configure);
        services.AddLogging(logging => logging.ClearProviders()).AddStorage();
        await using var provider = services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<JournalVerifier>();
        var tenants = await provider.GetRequiredService<TenantList>().ReadAsync(after: null, JournalsMax, cancellation);
        var count = 0;
        foreach (var tenant in tenants.Add(TenantId.Install).Distinct())
        {
            foreach (var journal in await verifier.ListAsync(tenant, after: null, JournalsMax, cancellation))
            {
                Assert.Null(await verifier.VerifyAsync(journal, cancellation));
                count++;
            }
        }

        return count;
    }
}
