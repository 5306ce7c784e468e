using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OmniSage.Silo.Telemetry;

namespace OmniSage.Silo;

/// <summary>What stands on the command line, with the environment's defaults for what does not.</summary>
internal sealed record SiloArguments
{
    public const int DefaultPort = 5080;

    public const string Usage =
        "Usage: omnisage up|doctor|sandboxd [--port N] [--data DIR] [--json] [--log-format text|json]";

    /// <summary>Given, in seconds, to a sandbox daemon that a silo starts.</summary>
    public const string IdleOption = "--idle";

    public SiloVerb Verb { get; private init; } = SiloVerb.Up;

    public int Port { get; init; } = DefaultPort;

    /// <summary>Always absolute.</summary>
    public required string DataFolder { get; init; }

    public bool Json { get; private init; }

    /// <summary>How lines of the log look; null where the settings say it.</summary>
    public LogFormat? LogFormat { get; private init; }

    /// <summary>How long the sandbox daemon stays when nobody is connected; null: for ever.</summary>
    public TimeSpan? IdleMax { get; private init; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public static bool TryRead(
        string[] args, [NotNullWhen(true)] out SiloArguments? arguments, [NotNullWhen(false)] out string? wrong)
    {
        wrong = null;
        arguments = null;
        var folder = Environment.GetEnvironmentVariable("OMNISAGE_DATA") is { Length: > 0 } named ? named : "data";
        var read = new SiloArguments { DataFolder = Path.GetFullPath(folder) };
        for (var at = 0; at < args.Length; at++)
        {
            var value = at + 1 < args.Length ? args[at + 1] : null;
            switch (args[at])
            {
                case "up" or "doctor" or "sandboxd" when at == 0:
                    read = read with { Verb = Enum.Parse<SiloVerb>(args[at], ignoreCase: true) };
                    break;
                case IdleOption when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var idle):
                    read = read with { IdleMax = TimeSpan.FromSeconds(idle) };
                    at++;
                    break;
                case "--json":
                    read = read with { Json = true };
                    break;
                case "--log-format" when value is "text" or "json":
                    read = read with { LogFormat = Enum.Parse<LogFormat>(value, ignoreCase: true) };
                    at++;
                    break;
                case "--log-format":
                    wrong = $"--log-format needs text or json.\n{Usage}";
                    return false;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                    && port is >= 0 and <= 65535:
                    read = read with { Port = port };
                    at++;
                    break;
                case "--port":
                    wrong = $"--port needs a number from 0 to 65535.\n{Usage}";
                    return false;
                case "--data" when !string.IsNullOrEmpty(value):
                    read = read with { DataFolder = Path.GetFullPath(value) };
                    at++;
                    break;
                case "--data":
                    wrong = $"--data needs a folder.\n{Usage}";
                    return false;
                default:
                    wrong = $"I do not know '{args[at]}'.\n{Usage}";
                    return false;
            }
        }

        arguments = read;
        return true;
    }
}
