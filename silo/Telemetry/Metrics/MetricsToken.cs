using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OmniSage.Silo.Telemetry.Metrics;

/// <summary>
/// What reads <c>/metrics</c>: the setting, or else a secret that is made once and lies in the data folder, where
/// Prometheus takes it from and nobody else can read it.
/// </summary>
internal sealed class MetricsToken(IOptions<TelemetryOptions> options, SiloArguments arguments) : IHostedService
{
    public const string TokenFile = "metrics-token";

    private const string Prefix = "Bearer ";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private byte[] hash = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Metrics) hash = HashOf(options.Value.MetricsToken ?? FindOrMake());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Compares hashes, in the same time whatever is shown.</summary>
    public bool Accepts(string? authorization) =>
        authorization is not null
        && authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(HashOf(authorization[Prefix.Length..].Trim()), hash);

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private string FindOrMake()
    {
        var path = Path.Combine(arguments.DataFolder, TokenFile);
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= TelemetryOptions.TokenLeast } known)
            return known;
        var made = "omm_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = OwnerOnly;
        File.Delete(path);
        using var file = new FileStream(path, create);
        file.Write(Encoding.UTF8.GetBytes(made + "\n"));
        return made;
    }
}
