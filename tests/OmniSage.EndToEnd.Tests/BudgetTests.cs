using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Writes;
using OmniSage.Testing.Models;

namespace OmniSage.EndToEnd.Tests;

/// <summary>One dollar, a provider over the wire, and the command line.</summary>
public sealed class BudgetTests(BudgetTests.DollarSilo silo) : IClassFixture<BudgetTests.DollarSilo>
{
    private const int Runs = 100;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AHundredRunsAtOnce_OnOneDollar_SpendAtMostOneDollar()
    {
        await PlainAnswer_UnderALimit_MakesNoMoreCommits();
        var talks = await Task.WhenAll(Enumerable.Range(0, Runs).Select(_ => silo.OpenAsync()));
        var ends = await Task.WhenAll(talks.Select(async talk =>
        {
            var run = (await talk.SendAsync("hello")).Run;
            var end = await talk.FirstAsync("turn.ended", one => one.Get("run") == run);
            return end.Get("status");
        }));
        foreach (var talk in talks) await talk.DisposeAsync();

        var completed = ends.Count(end => end == "completed");
        Assert.InRange(completed, 1, DollarSilo.AnswersMax);
        Assert.Equal(Runs, completed + ends.Count(end => end == "failed"));
        var (code, usage) = await CommandLine.RunAsync(silo, "usage", "--json", "--by", "user");
        Assert.Equal(0, code);
        using var sums = System.Text.Json.JsonDocument.Parse(usage);
        var cost = sums.RootElement.GetProperty("items")[0].GetProperty("costMicro").GetInt64();
        Assert.Equal(silo.Server.Requests.Count * DollarSilo.AnswerMicro, cost);
        Assert.InRange(cost, 1, 1_000_000);

        var (shown, budget) = await CommandLine.RunAsync(silo, "budget");
        Assert.Equal(0, shown);
        Assert.Contains("1.00 USD", budget, StringComparison.Ordinal);
        Assert.Contains(
            ((decimal)cost / 1_000_000).ToString("0.00####", CultureInfo.InvariantCulture), budget, StringComparison.Ordinal);
        var (table, text) = await CommandLine.RunAsync(silo, "usage");
        Assert.Equal(0, table);
        Assert.Contains("priced", text, StringComparison.Ordinal);
        var (wrong, said) = await CommandLine.RunAsync(silo, "budget", "grant", new string('a', 32), "much");
        Assert.Equal(2, wrong);
        Assert.Contains("is no amount of money", said, StringComparison.Ordinal);
        var (missing, _) = await CommandLine.RunAsync(silo, "budget", "grant", new string('a', 32), "0.50");
        Assert.Equal(1, missing);
    }

    [Fact]
    public async Task Limits_AreSetWithTheSettings_AndHoldWithoutARestart()
    {
        await using var talk = await silo.OpenAsync();
        var file = Path.Combine(silo.Folder, "settings.yaml");
        await File.WriteAllTextAsync(file, "settings: 1\nbudgets: {run: {tokens: 10}}\n", Ct);
        var (set, output) = await CommandLine.RunAsync(
            silo, "settings", "edit", "--file", file, "--note", "small runs");
        Assert.True(set == 0, output);
        // Within a second: each look takes some of it.
        var budget = "";
        for (var look = 0; look < 100 && !budget.Contains("each run", StringComparison.Ordinal); look++)
            (_, budget) = await CommandLine.RunAsync(silo, "budget");
        Assert.Contains("10 tokens", budget, StringComparison.Ordinal);
        var run = (await talk.SendAsync("hello")).Run;
        Assert.Equal("budget_exhausted", (await talk.InRunAsync(run, "run.failed")).Get("code"));

        await File.WriteAllTextAsync(file, "settings: 1\nbudgets: {tenant: {day: {money: 1}}}\n", Ct);
        var (refused, why) = await CommandLine.RunAsync(silo, "settings", "edit", "--file", file);
        Assert.Equal(2, refused);
        Assert.Contains("'tenant' is no key of budgets", why, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "settings: 1\n", Ct);
        Assert.Equal(0, (await CommandLine.RunAsync(silo, "settings", "edit", "--file", file)).ExitCode);
        for (var look = 0; look < 100 && budget.Contains("each run", StringComparison.Ordinal); look++)
            (_, budget) = await CommandLine.RunAsync(silo, "budget");
        Assert.DoesNotContain("each run", budget, StringComparison.Ordinal);
    }

    /// <summary>Accepted, asked and reserved, answered and settled. The grain's own life begins with one more.</summary>
    private async Task PlainAnswer_UnderALimit_MakesNoMoreCommits()
    {
        await using var talk = await silo.OpenAsync();
        for (var turn = 0; turn < 3; turn++)
        {
            var before = silo.Writes.Count;
            var run = (await talk.SendAsync("hello")).Run;
            await talk.InRunAsync(run, "run.completed");
            Assert.InRange(silo.Writes.Count - before, 1, turn == 0 ? 4 : 3);
            Assert.Contains(talk.Events, one => one.Journal == run && one.Type == "budget.reserved");
            Assert.Contains(talk.Events, one => one.Journal == run && one.Type == "budget.settled");
        }
    }

    public sealed class DollarSilo : TestSilo
    {
        /// <summary>The provider reports five tokens of an answer, at 4,000 dollars a million.</summary>
        public const long AnswerMicro = 20_000;

        public const int AnswersMax = 50;

        public ModelServer Server { get; } = new(ModelCharacters.Instant("Hello."));

        public CommitCountTests.CountedWrites Writes { get; } = new();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Server.DisposeAsync();
        }

        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.Services.AddSingleton<WriteFaults>(Writes);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Models:Levels:default:Chain:0:Url"] = Server.Url,
                ["Models:Levels:default:Chain:0:Model"] = "priced",
                ["Agents:OutputTokensMax"] = "20",
                ["Budgets:Tenant:DayMoney"] = "1",
                ["Prices:0:Model"] = "priced",
                ["Prices:0:Input"] = "0",
                ["Prices:0:Output"] = "4000",
            });
        }
    }
}
