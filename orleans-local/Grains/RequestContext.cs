namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls: from a caller to the grain it calls, and on from there; never back.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries =>
        Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>The current values, never changed once they are set: a call may keep them.</summary>
    internal static Dictionary<string, object>? Current
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    public static void Set(string key, object value) =>
        Values.Value = new Dictionary<string, object>(Entries) { [key] = value };

    public static bool Remove(string key)
    {
        if (Values.Value?.ContainsKey(key) != true)
            return false;
        var rest = new Dictionary<string, object>(Values.Value);
        rest.Remove(key);
        Values.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear() => Values.Value = null;
}
