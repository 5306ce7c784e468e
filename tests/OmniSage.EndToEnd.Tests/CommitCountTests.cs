using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Writes;

namespace OmniSage.EndToEnd.Tests;

/// <summary>A plain answer waits for the disk three times: accepted, asked, answered.</summary>
public sealed class CommitCountTests(CommitCountTests.CountedSilo silo) : IClassFixture<CommitCountTests.CountedSilo>
{
    private const int CommitsMax = 3;

    [Fact]
    public async Task PlainAnswer_MakesAtMostThreeCommits()
    {
        await using var talk = await silo.OpenAsync();
        for (var turn = 1; turn <= 5; turn++)
        {
            var before = silo.Writes.Count;
            var receipt = await talk.SendAsync("compute 6*7");
            await talk.InRunAsync(receipt.Run, "run.completed");
            Assert.InRange(silo.Writes.Count - before, 1, CommitsMax);
        }
    }

    public sealed class CountedSilo : TestSilo
    {
        public CountedWrites Writes { get; } = new();

        protected override void Configure(WebApplicationBuilder builder) =>
            builder.Services.AddSingleton<WriteFaults>(Writes);
    }

    /// <summary>No faults: it only counts the batches that are committed.</summary>
    public sealed class CountedWrites : WriteFaults
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public override WriteFault Next()
        {
            Interlocked.Increment(ref count);
            return WriteFault.None;
        }
    }
}
