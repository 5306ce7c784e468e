using System.Text;
using Microsoft.Extensions.Options;

namespace OmniSage.Sandbox;

/// <summary>Refuses settings outside their bounds; each message names the setting and what it may be.</summary>
internal sealed class SandboxOptionsCheck : IValidateOptions<SandboxOptions>
{
    private const int PlacesMost = 900;
    private const int WaitingMost = 10_000;

    // The kernel's bound on a socket's path, less what a lock's name adds.
    private const int SocketBytesMost = 100;

    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        var wrong = new List<string>();
        Require(options.Driver is "bubblewrap" or "docker", "Driver must be 'bubblewrap' or 'docker'");
        Require(options.Driver != "docker"
            || Encoding.UTF8.GetByteCount(options.DaemonSocket) is > 0 and <= SocketBytesMost,
            $"DaemonSocket must be a path of at most {SocketBytesMost} bytes; a shorter data folder makes it shorter");
        Require(Encoding.UTF8.GetByteCount(options.Docker.Socket) is > 0 and <= SocketBytesMost,
            $"Docker:Socket must be a path of at most {SocketBytesMost} bytes, such as '/run/docker.sock'");
        Require(options.Docker.Image is not "", "Docker:Image must name an image, such as 'small'");
        Require(IsName(options.Docker.Install), "Docker:Install must be 1 to 64 letters, digits and dashes");
        Require(IsName(options.Docker.GVisorRuntime), "Docker:GVisorRuntime must name a runtime, such as 'runsc'");
        Require(Enum.IsDefined(options.Docker.Kernel), "Docker:Kernel must be 'Host' or 'GVisor'");
        Require(options.PlacesMax is >= 1 and <= PlacesMost, $"PlacesMax must be 1 to {PlacesMost}");
        Require(options.WaitingMax is >= 0 and <= WaitingMost, $"WaitingMax must be 0 to {WaitingMost}");
        Require(options.WarmSessions >= 0 && options.WarmSessions <= options.PlacesMax && options.WarmSessions <= 50,
            "WarmSessions must be 0 to 50 and at most PlacesMax");
        Require(Between(options.StartTimeMax, 1, 300), "StartTimeMax must be 00:00:01 to 00:05:00");
        Require(Between(options.KillTimeMax, 1, 60), "KillTimeMax must be 00:00:01 to 00:01:00");
        Require(Between(options.PollInterval, 0.01, 5), "PollInterval must be 00:00:00.010 to 00:00:05");
        Require(options.UserIdFirst is >= 1000 and < int.MaxValue - 1000, "UserIdFirst must be 1000 to 2147482646");
        Require(IsName(options.CgroupName),
            "CgroupName must be 1 to 64 letters, digits and dashes, such as 'omnisage'");
        Require(options.BubblewrapPath.Length > 0, "BubblewrapPath must name a program, such as 'bwrap'");
        if (CommandBounds.FindInvalid(options.Limits) is { } invalid)
        {
            wrong.Add($"{SandboxOptions.Section}:Limits: {invalid}");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Require(bool holds, string message)
        {
            if (!holds)
            {
                wrong.Add($"{SandboxOptions.Section}:{message}.");
            }
        }
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 64
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static bool Between(TimeSpan value, double leastSeconds, double mostSeconds) =>
        value >= TimeSpan.FromSeconds(leastSeconds) && value <= TimeSpan.FromSeconds(mostSeconds);
}
