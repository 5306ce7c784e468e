using System.ComponentModel.DataAnnotations;

namespace OmniSage.Grains.Memory;

/// <summary>The bounds of what is remembered. Checked at start; each refusal names the setting.</summary>
public sealed class MemoryOptions
{
    /// <summary>The configuration section: <c>Memory</c>.</summary>
    public const string Section = "Memory";

    /// <summary>Facts of one scope, replaced versions included, 1 to 50,000. Default 10,000.</summary>
    [Range(1, 50_000)]
    public int FactsMax { get; set; } = 10_000;

    /// <summary>
    /// Forgotten facts of one scope of which conversations are still to be told, 1 to 50,000: while there are as many,
    /// nothing more is forgotten. Default 10,000.
    /// </summary>
    [Range(1, 50_000)]
    public int UntoldMax { get; set; } = 10_000;

    /// <summary>Tokens that a turn is told of what is remembered, estimated, 0 to 100,000. Default 800.</summary>
    [Range(0, 100_000)]
    public int RecallTokensMax { get; set; } = 800;

    /// <summary>Facts that a turn is told, 0 to 100; none: nothing is recalled. Default 12.</summary>
    [Range(0, 100)]
    public int RecallFactsMax { get; set; } = 12;

    /// <summary>Time that a turn waits for what is remembered, 10 ms to 1 minute. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan RecallTimeMax { get; set; } = TimeSpan.FromSeconds(2);
}
