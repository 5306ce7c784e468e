using System.Security.Cryptography;
using System.Text;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>A process of OmniSage that sends all it has to a receiver of this test's.</summary>
internal sealed class SentSilo : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-e2e-").FullName;
    private readonly Dictionary<string, string> settings;

    private SentSilo(OtlpSink sink, Dictionary<string, string> settings) => (Sink, this.settings) = (sink, settings);

    public OtlpSink Sink { get; }

    public SiloProcess Process { get; private set; } = null!;

    public SiloClient Client { get; private set; } = null!;

    public string Folder => folder;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SentSilo> StartAsync(
        bool isGrpc = false, params (string Name, string Value)[] more)
    {
        var sink = await OtlpSink.StartAsync();
        var settings = sink.Settings(isGrpc);
        foreach (var (name, value) in more) settings[name] = value;
        var silo = new SentSilo(sink, settings);
        await silo.BeginAsync();
        return silo;
    }

    /// <summary>The trace that a turn is, by the rule that docs/operations.md gives.</summary>
    public static string TraceOf(string run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(run)))[..32];

    /// <summary>SIGKILL, and another process on the same folder.</summary>
    public async Task RestartAsync()
    {
        Client.Dispose();
        Process.Kill();
        await Process.DisposeAsync();
        await BeginAsync();
    }

    /// <summary>What <c>/metrics</c> says.</summary>
    public async Task<string> ReadMetricsAsync()
    {
        using var http = new HttpClient { BaseAddress = Process.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        var token = (await File.ReadAllTextAsync(Path.Combine(folder, "metrics-token"), Ct)).Trim();
        request.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(request, Ct);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return await response.Content.ReadAsStringAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
        await Sink.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task BeginAsync()
    {
        Process = await SiloProcess.StartAsync(new(folder) { Settings = settings }, Ct);
        Client = Process.Connect();
    }
}
