namespace OmniSage.GrainInterfaces.Keys;

/// <summary>
/// The span of the request that makes a grain call, as it travels with the call in W3C's form. What the call begins is
/// linked with it; nothing depends on it.
/// </summary>
public static class TraceParent
{
    /// <summary>Its name in the request context.</summary>
    public const string Key = "omnisage.traceparent";

    /// <summary>Has the calls that follow bear the current span, if there is one that anybody records.</summary>
    public static void Pass()
    {
        if (System.Diagnostics.Activity.Current is { Recorded: true, Id: { } id }) RequestContext.Set(Key, id);
    }
}
