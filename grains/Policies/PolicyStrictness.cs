namespace OmniSage.Grains.Policies;

/// <summary>What a rule says, mildest first, so that the greatest of several is the strictest.</summary>
internal enum PolicyStrictness { Allow, AskOnce, AskEach, Deny }
