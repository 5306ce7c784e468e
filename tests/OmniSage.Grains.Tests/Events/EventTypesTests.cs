using System.Text;
using System.Text.Json.Nodes;

namespace OmniSage.Grains.Tests.Events;

public sealed class EventTypesTests
{
    private const string Golden = "Events/events.golden";

    [Fact]
    public void EveryPayload_HasASample()
    {
        var types = typeof(EventPayload).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(EventPayload)) && !type.IsAbstract);
        Assert.Equal(
            types.Select(type => type.Name).Order(StringComparer.Ordinal),
            EventSamples.All.Select(sample => sample.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryPayload_IsReadAsItWasWritten()
    {
        foreach (var sample in EventSamples.All)
        {
            var (name, schema) = EventTypes.Describe(sample);
            var read = EventTypes.Read(name, schema, EventTypes.Write(sample));
            Assert.Equal(sample.GetType(), read.GetType());
            Assert.Equal(TextOf(sample), TextOf(read));
        }
    }

    [Fact]
    public void EveryEarlierForm_IsRead()
    {
        foreach (var (name, schema, json) in EventSamples.Earlier)
        {
            var read = EventTypes.Read(name, schema, Encoding.UTF8.GetBytes(json));
            Assert.True(EventTypes.Describe(read).Schema > schema);
            // What it did not know is not there, and nothing else is missing.
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(EventTypes.Write(read))));
        }
    }

    /// <summary>
    /// The stored forms of all time: a line is added with a new type or schema, and none is ever changed or removed,
    /// since logs hold events in that form.
    /// </summary>
    [Fact]
    public void StoredForms_AreThoseOfTheGoldenFile()
    {
        var forms = EventSamples.All
            .Select(sample => $"{EventTypes.Describe(sample).Name} {EventTypes.Describe(sample).Schema} {Form(sample)}")
            .Concat(EventSamples.Earlier.Select(one => $"{one.Name} {one.Schema} {Form(one.Json)}"))
            .Order(StringComparer.Ordinal)
            .ToList();
        var file = Path.Combine(AppContext.BaseDirectory, Golden);
        File.WriteAllLines($"{file}.actual", forms);
        var golden = File.ReadAllLines(file);
        Assert.Equal(golden, forms);
        Assert.Equal(golden.Length, golden.Select(line => string.Join(' ', line.Split(' ')[..2])).Distinct().Count());
    }

    [Theory]
    [InlineData("no.such.type", 1)]
    [InlineData("note", 2)]
    public void EventOfALaterProgram_IsRefused(string name, int schema)
    {
        var fault = Assert.Throws<OmniSageException>(() => EventTypes.Read(name, schema, "{}"u8));
        Assert.Equal(ErrorCodes.JournalCorrupt, fault.Code);
    }

    private static string TextOf(EventPayload payload) => Encoding.UTF8.GetString(EventTypes.Write(payload));

    private static string Form(EventPayload sample) => Form(TextOf(sample));

    private static string Form(string json) =>
        string.Join(',', Paths(JsonNode.Parse(json)!, "").Order(StringComparer.Ordinal));

    /// <summary>The path of every leaf, with the kind of its value.</summary>
    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject parts => parts.SelectMany(
            part => Paths(part.Value, path.Length == 0 ? part.Key : $"{path}.{part.Key}")),
        JsonArray items => items.Count == 0 ? [$"{path}[]"] : Paths(items[0], $"{path}[]"),
        _ => [$"{path}:{node!.GetValueKind().ToString().ToLowerInvariant()}"],
    };
}
