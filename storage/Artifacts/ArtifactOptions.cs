using System.ComponentModel.DataAnnotations;

namespace OmniSage.Storage.Artifacts;

/// <summary>How long artifacts stay. Checked at start; a refusal names the setting.</summary>
public sealed class ArtifactOptions
{
    /// <summary>The configuration section: <c>Artifacts</c>.</summary>
    public const string Section = "Artifacts";

    /// <summary>
    /// How long an artifact stays that no file of a workspace is and whose run has ended, 1 hour to 10 years. Default
    /// 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);
}
