using System.ComponentModel.DataAnnotations;

namespace OmniSage.Storage.Blobs;

/// <summary>How long blobs stay. Checked at start; a refusal names the setting.</summary>
public sealed class BlobOptions
{
    /// <summary>The configuration section: <c>Blobs</c>.</summary>
    public const string Section = "Blobs";

    /// <summary>
    /// How long after it was last put a blob stays that nothing refers to, 1 hour (whoever puts one needs time to refer
    /// to it) to 10 years. Default 7 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);
}
