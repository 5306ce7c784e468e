namespace OmniSage.Models.Settings;

/// <summary>The models of one level, the first that answers counts.</summary>
public sealed class LevelOptions
{
    /// <summary>At most <see cref="ModelOptions.LinksMax"/>.</summary>
    public IList<LinkOptions> Chain { get; } = [];
}
