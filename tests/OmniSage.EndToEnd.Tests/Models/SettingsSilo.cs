using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OmniSage.Testing.Models;

namespace OmniSage.EndToEnd.Tests.Models;

/// <summary>
/// A silo whose operator set no model: what is asked comes from settings that people write, with keys out of the vault.
/// The operator lists the provider's address, as it is a private one.
/// </summary>
public sealed class SettingsSilo : TestSilo
{
    public const string Key = "hunter2-workspace-key";

    public ModelServer Provider { get; } = new(ModelCharacters.Instant("From the workspace's model."));

    /// <summary>The same machine by an address that nobody listed.</summary>
    public string UnlistedUrl => Provider.Url.Replace("127.0.0.1", "127.0.0.3", StringComparison.Ordinal);

    public string Host => new Uri(Provider.Url).Authority;

    public KeptLogs Logs { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Egress:PrivateHosts:0"] = Host,
            ["Vault:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Models:FailuresMax"] = "100",
            ["Agents:AttemptsMax"] = "1",
        });
    }
}
