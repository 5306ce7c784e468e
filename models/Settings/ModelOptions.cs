namespace OmniSage.Models.Settings;

/// <summary>
/// Which models are asked, and the bounds of asking them. Validated at start; each refusal names the setting.
/// </summary>
public sealed class ModelOptions
{
    /// <summary>The configuration section: <c>Models</c>.</summary>
    public const string Section = "Models";

    /// <summary>Links of one chain.</summary>
    public const int LinksMax = 8;

    /// <summary>
    /// The chain of each level: <c>coordinator</c>, <c>executor</c>, <c>heartbeat</c>, and <c>default</c> for those
    /// without one of their own. A level with none at all has the built-in offline model.
    /// </summary>
    public IDictionary<string, LevelOptions> Levels { get; } =
        new Dictionary<string, LevelOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Bytes of one answer as it is sent, 64 KiB to 256 MiB; a longer one counts as broken. Default 16 MiB.
    /// </summary>
    public int AnswerBytesMax { get; set; } = 16 << 20;

    /// <summary>
    /// How long a call waits where every provider asks to be left alone, 0 to 5 minutes. Default 10 seconds.
    /// </summary>
    public TimeSpan RetryAfterMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Failures in a row after which a provider is skipped for a while, 1 to 100. Default 3.</summary>
    public int FailuresMax { get; set; } = 3;

    /// <summary>How long it is skipped, 1 second to 1 hour. Default 30 seconds.</summary>
    public TimeSpan SkipTime { get; set; } = TimeSpan.FromSeconds(30);
}
