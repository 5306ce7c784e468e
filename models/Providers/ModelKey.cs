namespace OmniSage.Models.Providers;

/// <summary>
/// Brings a provider's key when a call is made, so that it can be kept where keys are kept and changed meanwhile; null
/// where the provider wants none.
/// </summary>
public delegate ValueTask<string?> ModelKey(CancellationToken cancellation);
