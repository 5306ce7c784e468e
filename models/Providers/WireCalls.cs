using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OmniSage.Models.Providers;

/// <summary>
/// The calls of an answer as their pieces come, by the place that the provider gives each. Whatever a model makes of
/// them, what comes out is a call that can be judged: a name, and arguments that are an object.
/// </summary>
internal sealed class WireCalls
{
    /// <summary>
    /// The member that stands for arguments that are no JSON object, so that the tool refuses them and the model reads
    /// why.
    /// </summary>
    public const string Malformed = "malformed_arguments";

    private const int QuoteChars = 200;
    private const int IdChars = 40;

    private readonly List<Call> calls = [];

    /// <summary>A piece: any part of it may be missing.</summary>
    public void Add(long? place, string? id, string? name, string? arguments)
    {
        var call = Find(place, id, name);
        if (call is null) calls.Add(call = new(place));
        if (!string.IsNullOrEmpty(id)) call.Id = id;
        if (!string.IsNullOrEmpty(name)) call.Name = name;
        call.Arguments.Append(arguments);
    }

    public IEnumerable<FunctionCallContent> Take()
    {
        var all = calls.Select(call => new FunctionCallContent(call.Id, call.Name, Read(call.Arguments.ToString())));
        return [.. all];
    }

    /// <summary>
    /// The id as any provider takes it. A chain may send one provider what another one made up.
    /// </summary>
    public static string IdFor(string id) =>
        id.Length is > 0 and <= IdChars && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            ? id
            : "call_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 12));

    /// <summary>
    /// Some providers give every call the place 0 and an id of its own, some give no place at all.
    /// </summary>
    private Call? Find(long? place, string? id, string? name)
    {
        var known = place is null ? calls.LastOrDefault() : calls.FindLast(call => call.Place == place);
        var isAnother = known is not null
            && ((known.Id.Length > 0 && !string.IsNullOrEmpty(id) && known.Id != id)
                || (place is null && known.Name.Length > 0 && !string.IsNullOrEmpty(name)));
        return isAnother ? null : known;
    }

    private static Dictionary<string, object?> Read(string arguments)
    {
        // A call without arguments comes as nothing at all from some.
        if (string.IsNullOrWhiteSpace(arguments)) return [];
        try
        {
            using var document = JsonDocument.Parse(arguments);
            if (document.RootElement.ValueKind is JsonValueKind.Object)
            {
                var read = new Dictionary<string, object?>(StringComparer.Ordinal);
                foreach (var member in document.RootElement.EnumerateObject()) read[member.Name] = member.Value.Clone();
                return read;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Told to the model, like arguments that are JSON of another kind.
        }

        var quoted = arguments.Length <= QuoteChars ? arguments : arguments[..QuoteChars];
        return new() { [Malformed] = quoted };
    }

    private sealed class Call(long? place)
    {
        public long? Place => place;

        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
