namespace OmniSage.Grains.Memory;

/// <summary>A fact that is forgotten and of which conversations are still to be told.</summary>
/// <param name="Fact">Its id.</param>
/// <param name="AtUs">When it was forgotten.</param>
internal sealed record ForgottenFact(Guid Fact, long AtUs);
