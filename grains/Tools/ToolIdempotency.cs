namespace OmniSage.Grains.Tools;

/// <summary>What happens when a call with an effect is made twice.</summary>
internal enum ToolIdempotency
{
    /// <summary>The effect happens twice.</summary>
    None,

    /// <summary>It can be asked whether the effect has happened.</summary>
    Query,

    /// <summary>The call has a key: the second one with it changes nothing.</summary>
    Key,
}
