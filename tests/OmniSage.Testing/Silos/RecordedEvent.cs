using System.Text.Json;

namespace OmniSage.Testing.Silos;

/// <summary>One event of a thread's timeline as a client read it.</summary>
/// <param name="Cursor">Where to resume behind it.</param>
/// <param name="Journal">The journal that holds it: the thread's or a run's, by its id.</param>
/// <param name="Seq">Its place in the journal.</param>
/// <param name="Type">Such as <c>run.started</c>.</param>
/// <param name="Payload">What it says.</param>
/// <param name="Text">Everything it says but the cursor, for comparing it byte for byte.</param>
public sealed record RecordedEvent(
    string Cursor, string Journal, long Seq, string Type, JsonElement Payload, string Text)
{
    public static RecordedEvent Of(JsonElement view, string? cursor)
    {
        var text = string.Join('\n', view.EnumerateObject()
            .Where(property => !property.NameEquals("cursor")).Select(
                property => $"{property.Name}={property.Value.GetRawText()}"));
        return new(
            cursor ?? view.GetProperty("cursor").GetString()!,
            view.GetProperty("journal").GetProperty("id").GetString()!,
            view.GetProperty("seq").GetInt64(),
            view.GetProperty("type").GetString()!,
            view.GetProperty("payload").Clone(),
            text);
    }

    /// <summary>A value of the payload as text; a path of names separated by dots.</summary>
    public string? Get(string path)
    {
        var value = Payload;
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value)) return null;
        }

        return value.ValueKind == JsonValueKind.Null ? null : value.ToString();
    }

    public override string ToString() => $"{Journal[^6..]}/{Seq} {Type}";
}
