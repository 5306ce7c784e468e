using Microsoft.Extensions.Options;

namespace OmniSage.Egress;

/// <summary>Refuses settings outside their bounds; each message names the setting and what it may be.</summary>
internal sealed class EgressOptionsCheck : IValidateOptions<EgressOptions>
{
    private const int HostsMost = 1_000;

    public ValidateOptionsResult Validate(string? name, EgressOptions options)
    {
        var wrong = new List<string>();
        Require(options.PrivateHosts.Count <= HostsMost, $"PrivateHosts must have at most {HostsMost} entries");
        foreach (var (index, host) in options.PrivateHosts.Index())
        {
            Require(
                ListedHost.TryParse(host, out _),
                $"PrivateHosts:{index} must be a host with or without a port, such as 'wiki.internal:8080'");
        }

        Require(options.RedirectsMax is >= 0 and <= 20, "RedirectsMax must be 0 to 20");
        Require(
            options.HeaderBytesMax is >= 1_024 and <= 1 << 20 && options.HeaderBytesMax % 1_024 == 0,
            "HeaderBytesMax must be 1024 to 1048576, in steps of 1024");
        Require(options.BodyBytesMax is >= 1_024 and <= 256 << 20, "BodyBytesMax must be 1024 to 268435456");
        Require(Between(options.TimeMax, 1, 600), "TimeMax must be 00:00:01 to 00:10:00");
        Require(Between(options.ConnectTimeMax, 1, 60), "ConnectTimeMax must be 00:00:01 to 00:01:00");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Require(bool holds, string message)
        {
            if (!holds) wrong.Add($"{EgressOptions.Section}:{message}.");
        }
    }

    private static bool Between(TimeSpan value, double leastSeconds, double mostSeconds) =>
        value >= TimeSpan.FromSeconds(leastSeconds) && value <= TimeSpan.FromSeconds(mostSeconds);
}
