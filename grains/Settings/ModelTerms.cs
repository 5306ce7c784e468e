using OmniSage.Models.Settings;

namespace OmniSage.Grains.Settings;

/// <summary>One model of a chain as settings name it; what is null is the provider's or the install's own.</summary>
internal sealed record ModelTerms
{
    public required string Model { get; init; }

    public required string Url { get; init; }

    public string? Provider { get; init; }

    /// <summary>What people call its provider.</summary>
    public string? Name { get; init; }

    /// <summary>The name of a secret of the workspace that asks; null where the provider wants no key.</summary>
    public string? Key { get; init; }

    public double? Temperature { get; init; }

    public int? OutputTokensMax { get; init; }

    public TimeSpan? FirstByteTimeMax { get; init; }

    public TimeSpan? IdleTimeMax { get; init; }

    /// <summary>As chains are made of it; the key is still a name.</summary>
    public LinkOptions ToLink()
    {
        var link = new LinkOptions
        {
            Model = Model,
            Url = Url,
            Provider = Provider,
            Name = Name,
            Key = Key,
            Temperature = Temperature,
            OutputTokensMax = OutputTokensMax,
        };
        link.FirstByteTimeMax = FirstByteTimeMax ?? link.FirstByteTimeMax;
        link.IdleTimeMax = IdleTimeMax ?? link.IdleTimeMax;
        return link;
    }
}
