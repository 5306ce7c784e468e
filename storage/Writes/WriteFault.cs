namespace OmniSage.Storage.Writes;

/// <summary>
/// What a batch meets: nothing, a failure before it is durable, or one after it (the writer cannot tell).
/// </summary>
public enum WriteFault { None, Lost, DurableButUnknown }
