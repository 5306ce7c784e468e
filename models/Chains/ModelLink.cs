namespace OmniSage.Models.Chains;

/// <summary>One model of a chain, ready to be asked.</summary>
/// <param name="Provider">What people call its provider.</param>
/// <param name="Model">Its provider's name for it.</param>
/// <param name="Host">Where it is, as people read it.</param>
/// <param name="Client">Asks it.</param>
internal sealed record ModelLink(string Provider, string Model, string Host, IChatClient Client)
{
    public ProviderHealth Health { get; init; } = new();

    public LinkUse Use { get; } = new();
}
