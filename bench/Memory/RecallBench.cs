using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Storage;
using OmniSage.GrainInterfaces.Journals;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.GrainInterfaces.Tenants;
using OmniSage.Storage;
using OmniSage.Storage.Memories;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Writes;

namespace OmniSage.Bench.Memory;

/// <summary>
/// Looking up what fits a sentence among 100,000 facts of one tenant, a quarter of them in the scopes that are asked;
/// one question after another, each of other words.
/// </summary>
internal static class RecallBench
{
    private const int Facts = 100_000;
    private const int ScopesAsked = 4;
    private const int Scopes = 16;
    private const int Questions = 400;
    private const int WordsKnown = 5_000;
    private const int WordsPerFact = 9;
    private const int WordsPerQuestion = 8;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("omnisage-bench-");
        try
        {
            var figures = new List<Figure>();
            figures.AddRange(await MeasureAsync(
                "SQLite", options => options.DataFolder = folder.FullName, cancellation));
            if (Environment.GetEnvironmentVariable("OMNISAGE_TEST_POSTGRES") is { Length: > 0 } administrator)
            {
                await using var database = await BenchDatabase.CreateAsync(administrator);
                figures.AddRange(await MeasureAsync("PostgreSQL", database.Configure, cancellation));
            }

            return figures;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        string name, Action<StorageOptions> configure, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection()
            .Configure(configure).AddLogging().AddStorage().BuildServiceProvider();
        await services.GetRequiredService<Migrator>().ApplyAsync(cancellation);
        var random = new Random(7);
        var tenant = new TenantId(Guid.CreateVersion7());
        var scopes = Enumerable.Range(0, Scopes).Select(_ => MemoryScope.OfUser(Guid.CreateVersion7())).ToArray();
        await KeepAsync(services.GetRequiredService<WriteQueue>(), tenant, scopes, random, cancellation);
        var facts = services.GetRequiredService<IFacts>();
        var times = new List<double>();
        for (var question = -20; question < Questions; question++)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = Words(random, WordsPerQuestion);
            var start = Stopwatch.GetTimestamp();
            await facts.SearchAsync(tenant, [.. scopes[..ScopesAsked]], text, 12, true, cancellation);
            // The first ones warm up.
            if (question >= 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return
        [
            new($"recall among 100,000 facts, {name}", Numbers.Median(times), "ms"),
            new($"recall among 100,000 facts, p99, {name}", Numbers.Quantile(times, 0.99), "ms")
            {
                Goal = name == "SQLite" ? Goal.AtMost(100) : null,
            },
        ];
    }

    private static async Task KeepAsync(
        WriteQueue queue, TenantId tenant, MemoryScope[] scopes, Random random, CancellationToken cancellation)
    {
        foreach (var part in Enumerable.Range(0, Facts).Chunk(1_000))
        {
            cancellation.ThrowIfCancellationRequested();
            var unit = new UnitOfWork(tenant);
            foreach (var number in part)
            {
                var scope = scopes[number % scopes.Length];
                unit.Change(FactRows.Insert(MemoryScopeId.Of(tenant, scope), New(scope, Words(random, WordsPerFact))));
            }

            await queue.CommitAsync(unit);
        }
    }

    private static Fact New(MemoryScope scope, string text) => new()
    {
        Id = Guid.CreateVersion7(),
        Scope = scope,
        Text = text,
        Importance = 3,
        Labels = Labels.Member,
        By = scope.Subject,
        Source = FactSource.None,
        ValidFromUs = 1,
        Seq = 1,
    };

    /// <summary>Words as in a language: few are frequent, most are rare.</summary>
    private static string Words(Random random, int count) => string.Join(
        ' ', Enumerable.Range(0, count).Select(_ => $"word{(int)(WordsKnown * Math.Pow(random.NextDouble(), 3))}x"));
}
