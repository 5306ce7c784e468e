namespace OmniSage.GrainInterfaces.Policies;

/// <summary>
/// How often a person is asked: <see cref="Once"/>, after which a grant lets the like pass, or <see cref="Each"/> time.
/// </summary>
public enum AskMode { Once, Each }
