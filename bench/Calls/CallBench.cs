using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OmniSage.Bench.Figures;
using Orleans;

namespace OmniSage.Bench.Calls;

/// <summary>
/// Calls of one grain, each after the answer to the one before, in turn with a bare proxy and mailbox.
/// </summary>
internal static class CallBench
{
    private const int Rounds = 7;
    private const int Calls = 300_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(_ => { });
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        var grain = host.Services.GetRequiredService<IClusterClient>().GetGrain<IEchoGrain>("echo");
        var bare = DispatchProxy.Create<IEchoGrain, BareProxy>();
        List<double> grains = [], bares = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (one, other) = (await RateAsync(bare), await RateAsync(grain));
            cancellation.ThrowIfCancellationRequested();
            // The first one compiles.
            if (round == 0) continue;
            bares.Add(one);
            grains.Add(other);
        }

        await host.StopAsync(cancellation);
        return
        [
            new("grain calls, one after another", Numbers.Median(grains), "/s")
            {
                Goal = Goal.AtLeast(500_000),
                Baseline = Numbers.Median(bares),
            },
        ];
    }

    private static Task<double> RateAsync(IEchoGrain grain) => Task.Run(async () =>
    {
        var watch = Stopwatch.StartNew();
        for (var call = 0; call < Calls; call++) await grain.EchoAsync(call);
        return Calls / watch.Elapsed.TotalSeconds;
    });
}
