using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>What <c>/metrics</c> says, who reads it, and that all that is written about it is so.</summary>
public sealed partial class MetricTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Root { get; } = FindRoot();

    private static string? Promtool { get; } = Environment.GetEnvironmentVariable("PATH")!.Split(':')
        .Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);

    [Fact]
    public async Task Figures_AreInPrometheusFormat_AndAllThatNamesThemFindsThem()
    {
        await using var silo = await SentSilo.StartAsync();
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        await talk.ResultAsync((await talk.SendAsync("run: echo hello")).Run);
        var text = await silo.ReadMetricsAsync();
        var read = Exposition.Parse(text);

        Assert.Contains(
            read.Samples,
            one => one is { Key: { Name: "omnisage_run_duration_seconds_count", Labels: var labels }, Value: >= 2 }
                && labels == "kind=\"turn\",outcome=\"completed\"");
        Assert.Contains(
            read.Samples,
            one => one.Key.Name == "omnisage_tool_duration_seconds_count"
                && one.Key.Labels == "outcome=\"completed\",tool=\"shell.run\"");
        Assert.Contains(read.Samples, one => one.Key.Name == "gen_ai_client_token_usage_sum" && one.Value > 0);
        Assert.True(read.Samples[("omnisage_storage_free_bytes", "")] > 0);
        Assert.True(read.Samples[("omnisage_stream_watchers", "")] >= 1);

        var names = read.Names.ToHashSet(StringComparer.Ordinal);
        Assert.True(ExpressionsOf("deploy/prometheus/alerts.yml").Count >= 15);
        foreach (var file in new[] { "deploy/grafana/omnisage.json", "deploy/prometheus/alerts.yml" })
        {
            var unknown = NamesIn(ExpressionsOf(file)).Where(name => !names.Contains(name));
            Assert.True(!unknown.Any(), $"{file} asks for what there is not: {string.Join(", ", unknown)}");
        }

        // The table of the document and the figures are the same, but for the runtime's own, of which some are told.
        var told = Told().Matches(await File.ReadAllTextAsync(Path.Combine(Root, "docs/operations.md"), Ct))
            .Select(row => row.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var own = read.Types.Keys.Where(name => !name.StartsWith("dotnet_", StringComparison.Ordinal));
        Assert.Equal(own.Order(StringComparer.Ordinal), told.Intersect(own).Order(StringComparer.Ordinal));
        Assert.Subset(read.Types.Keys.ToHashSet(StringComparer.Ordinal), told);
    }

    [Fact]
    public async Task Prometheus_TakesFiguresRulesAndTheExample()
    {
        Assert.SkipUnless(Promtool is not null, "Prometheus' own checks need promtool (Debian's package prometheus).");
        await using (var silo = await SentSilo.StartAsync())
        {
            await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
            await talk.InRunAsync((await talk.SendAsync("compute 6*7")).Run, "run.completed");
            await PromtoolAsync("check metrics", await silo.ReadMetricsAsync());
        }

        await PromtoolAsync($"check rules {Path.Combine(Root, "deploy/prometheus/alerts.yml")}", input: null);
        var config = Path.Combine(Root, "deploy/prometheus/prometheus.yml");
        await PromtoolAsync($"check config {config} --syntax-only", input: null);
    }

    [Fact]
    public async Task Figures_AreForTheTokenAlone()
    {
        await using var silo = await SentSilo.StartAsync();
        var key = (await File.ReadAllTextAsync(Path.Combine(silo.Folder, "api-key"), Ct)).Trim();
        var file = Path.Combine(silo.Folder, "metrics-token");
        var token = (await File.ReadAllTextAsync(file, Ct)).Trim();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(silo, shown: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(silo, $"Bearer {token[..^1]}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(silo, $"Basic {token}"));
        // The figures are of all tenants, so that even an owner of one is nobody here.
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(silo, $"Bearer {key}"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(silo, $"Bearer {token}", "evil.example"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo, $"Bearer {token}"));

        await silo.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo, $"Bearer {token}"));
    }

    [Fact]
    public async Task ThousandThreads_AreNotOneSeriesMore()
    {
        await using var silo = await SentSilo.StartAsync();
        await TalkAsync(silo, threads: 8);
        var few = Exposition.Parse(await silo.ReadMetricsAsync()).Samples.Keys;
        await TalkAsync(silo, threads: 1_000);
        var many = Exposition.Parse(await silo.ReadMetricsAsync()).Samples.Keys;
        Assert.DoesNotContain(
            many.Except(few),
            one => one.Name.StartsWith("omnisage_", StringComparison.Ordinal)
                || one.Name.StartsWith("gen_ai_", StringComparison.Ordinal));
        Assert.InRange(many.Count(), few.Count(), few.Count() + 100);
    }

    private static async Task TalkAsync(SentSilo silo, int threads)
    {
        var last = "";
        await Parallel.ForEachAsync(Enumerable.Range(0, threads), Ct, async (_, cancellation) =>
        {
            var thread = await silo.Client.OpenThreadAsync(cancellation);
            last = (await silo.Client.SendAsync(thread, "compute 6*7", cancellation)).Run;
        });
        await using var talk = await Talk.OpenAsync(silo.Client, mode: null);
        await talk.InRunAsync((await talk.SendAsync("compute 6*7")).Run, "run.completed");
        Assert.NotEmpty(last);
    }

    private static async Task<HttpStatusCode> AskAsync(SentSilo silo, string? shown, string? host = null)
    {
        using var http = new HttpClient { BaseAddress = silo.Process.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (shown is not null) request.Headers.TryAddWithoutValidation("Authorization", shown);
        if (host is not null) request.Headers.Host = host;
        using var response = await http.SendAsync(request, Ct);
        var body = await response.Content.ReadAsStringAsync(Ct);
        Assert.Equal(response.IsSuccessStatusCode, body.Contains("omnisage_", StringComparison.Ordinal));
        return response.StatusCode;
    }

    private static List<string> ExpressionsOf(string path)
    {
        var text = File.ReadAllText(Path.Combine(Root, path));
        if (path.EndsWith(".yml", StringComparison.Ordinal))
            return [.. Expression().Matches(text).Select(match => match.Groups["text"].Value)];
        using var board = JsonDocument.Parse(text);
        return
        [
            .. board.RootElement.GetProperty("panels").EnumerateArray()
                .Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => target.GetProperty("expr").GetString()!),
        ];
    }

    private static IEnumerable<string> NamesIn(IEnumerable<string> expressions) =>
        expressions.SelectMany(text => MetricName().Matches(Braces().Replace(text, "")).Select(match => match.Value))
            .Where(name => !name.StartsWith("gen_ai_provider", StringComparison.Ordinal)
                && !name.StartsWith("gen_ai_request", StringComparison.Ordinal)
                && !name.StartsWith("gen_ai_token_type", StringComparison.Ordinal)
                && !name.StartsWith("http_r", StringComparison.Ordinal))
            .Distinct();

    private static async Task PromtoolAsync(string arguments, string? input)
    {
        var info = new ProcessStartInfo(Promtool!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(info)!;
        var said = process.StandardError.ReadToEndAsync(Ct);
        var told = process.StandardOutput.ReadToEndAsync(Ct);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);
        // 3: it would have named something otherwise; the names are OpenTelemetry's.
        Assert.True(process.ExitCode is 0 or 3, $"promtool {arguments}: {await said} {await told}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OmniSage.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"expr: (?:>-\n)?(?<text>(?:.*\n)(?:          .*\n)*)")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\b(?:omnisage|gen_ai|http_server|http_r|dotnet)_[a-z0-9_]+\b")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^\| `(?<name>[a-z][a-z0-9_]+)`", RegexOptions.Multiline)]
    private static partial Regex Told();
}
